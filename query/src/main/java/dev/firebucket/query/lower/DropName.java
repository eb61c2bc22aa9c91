package dev.firebucket.query.lower;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// Drops the metric name, as nearly every function does.
final class DropName {
  private DropName() {}

  /// Where all rows have one name it only no longer counts; else rows that become alike are merged:
  ///
  /// ```sql
  /// rate_2 AS (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
  ///     ELSE grid_merge(string_agg(labels || ':' || grid, ','), 'same_labels') END AS grid
  ///   FROM (SELECT labels_unnamed(labels) AS labels, grid FROM rate_1)
  ///   GROUP BY labels
  /// )
  /// ```
  static Vector of(Vector vector, String construct, Lowering lowering) {
    return of(vector, construct, Clash.SAME_LABELS, lowering);
  }

  /// The same with an error of its own.
  static Vector of(Vector vector, String construct, Clash clash, Lowering lowering) {
    if (lowering.delaysNames() && vector.name() != MetricName.GONE) {
      return new Vector(vector.relation(), MetricName.DELAYED);
    }
    return now(vector, construct, clash, lowering);
  }

  /// Drops the name but leaves type and unit, unless names go at the end.
  static Vector butNotType(Vector vector, String construct, Lowering lowering) {
    if (!lowering.typed() || lowering.delaysNames() || vector.name() != MetricName.MIXED) {
      return of(vector, construct, lowering);
    }
    Expression labels = Terms.drop(Field.LABELS, List.of(LabelSet.NAME));
    return merged(labels, vector, construct, Clash.SAME_LABELS, MetricName.MIXED, lowering);
  }

  /// What was put off to the end of the query; a number and a histogram do not clash there.
  static Vector atEnd(Vector vector, Lowering lowering) {
    return vector.name() == MetricName.DELAYED
        ? now(vector, "names", Clash.SAME_LABELS_OF_A_KIND, lowering)
        : vector;
  }

  private static Vector now(Vector vector, String construct, Clash clash, Lowering lowering) {
    return switch (vector.name()) {
      case GONE, TO_DROP -> vector;
      case SINGLE -> new Vector(vector.relation(), MetricName.TO_DROP);
      case MIXED, DELAYED ->
          merged(Terms.unnamed(Field.LABELS), vector, construct, clash, MetricName.GONE, lowering);
    };
  }

  private static Vector merged(
      Expression labels,
      Vector vector,
      String construct,
      Clash clash,
      MetricName after,
      Lowering lowering) {
    if (clash == Clash.SAME_LABELS_EVER) {
      lowering.looksAcrossSteps();
    }
    Relation rows = Relation.withLabels(labels, vector.relation());
    return new Vector(
        lowering.defineOnce(lowering.name(construct), new Relation.Merge(rows, clash)), after);
  }
}
