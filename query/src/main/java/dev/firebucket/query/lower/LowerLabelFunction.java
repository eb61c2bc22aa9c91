package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.storage.model.LabelSet;

/// `label_replace` and `label_join`: rows that become alike are merged.
final class LowerLabelFunction {
  private LowerLabelFunction() {}

  /// ```sql
  /// label_replace_2 AS (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels_replace(labels, 'host', '$1', 'instance', '(.*):.*') AS labels, grid
  ///     FROM sum_1)
  ///   GROUP BY labels
  /// )
  /// ```
  ///
  /// A name that is to go at the end stays where it is written anew: `labels_rename` drops it where
  /// it is not.
  static Vector replace(VectorPlan.LabelReplace node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    boolean renamesDelayed =
        inner.name() == MetricName.DELAYED && node.destination().equals(LabelSet.NAME);
    String labels =
        "%s(%s, %s, %s, %s, %s)"
            .formatted(
                renamesDelayed ? "labels_rename" : "labels_replace",
                Sql.labels(inner, "labels"),
                Sql.text(node.destination()),
                Sql.text(node.replacement()),
                Sql.text(node.source()),
                Sql.text(node.regex()));
    return rewritten("label_replace", node.destination(), labels, inner, lowering);
  }

  /// The same with `labels_join(labels, 'address', ':', 'host,port')`.
  static Vector join(VectorPlan.LabelJoin node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    String labels =
        "labels_join(%s, %s, %s, %s)"
            .formatted(
                Sql.labels(inner, "labels"),
                Sql.text(node.destination()),
                Sql.text(node.separator()),
                Sql.names(node.sources()));
    return rewritten("label_join", node.destination(), labels, inner, lowering);
  }

  private static Vector rewritten(
      String construct, String destination, String labels, Vector inner, Lowering lowering) {
    String rows = "(SELECT %s AS labels, grid\n  FROM %s)".formatted(labels, inner.relation());
    return new Vector(
        lowering.defineOnce(
            lowering.name(construct), Sql.merged(rows, Clash.SAME_LABELS_OF_A_KIND)),
        inner.name() == MetricName.DELAYED && !destination.equals(LabelSet.NAME)
            ? MetricName.DELAYED
            : MetricName.MIXED);
  }
}
