package dev.firebucket.query.lower;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.LabelOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Expression.Text;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.storage.model.LabelSet;

/// `label_replace` and `label_join`: rows that become alike are merged.
final class LowerLabelFunction {
  private LowerLabelFunction() {}

  /// ```sql
  /// label_replace_2 AS (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels_replace(labels, 'host', '$1', 'instance', '(.*):.*') AS labels, grid FROM sum_1)
  ///   GROUP BY labels
  /// )
  /// ```
  ///
  /// A name that is to go at the end stays where it is replaced: `labels_rename` drops it where it
  /// is not.
  static Vector replace(VectorPlan.LabelReplace node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    boolean renamesDelayed =
        inner.name() == MetricName.DELAYED && node.destination().equals(LabelSet.NAME);
    Expression labels =
        Expression.apply(
            renamesDelayed ? LabelOperations.RENAME : LabelOperations.REPLACE,
            Terms.labels(inner, Field.LABELS),
            new Text(node.destination()),
            new Text(node.replacement()),
            new Text(node.source()),
            new Text(node.regex()));
    return rewritten("label_replace", node.destination(), labels, inner, lowering);
  }

  /// The same with `labels_join(labels, 'address', ':', 'host,port')`.
  static Vector join(VectorPlan.LabelJoin node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    Expression labels =
        Expression.apply(
            LabelOperations.JOIN,
            Terms.labels(inner, Field.LABELS),
            new Text(node.destination()),
            new Text(node.separator()),
            Terms.names(node.sources()));
    return rewritten("label_join", node.destination(), labels, inner, lowering);
  }

  private static Vector rewritten(
      String construct, String destination, Expression labels, Vector inner, Lowering lowering) {
    Relation merged =
        new Relation.Merge(
            Relation.withLabels(labels, inner.relation()), Clash.SAME_LABELS_OF_A_KIND);
    return new Vector(
        lowering.defineOnce(lowering.name(construct), merged),
        inner.name() == MetricName.DELAYED && !destination.equals(LabelSet.NAME)
            ? MetricName.DELAYED
            : MetricName.MIXED);
  }
}
