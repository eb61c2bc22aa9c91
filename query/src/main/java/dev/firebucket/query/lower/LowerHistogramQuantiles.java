package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.go.number.OpenMetricsNumber;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.operation.HistogramOperations;
import dev.firebucket.query.operation.LabelOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
import java.util.List;

/// `histogram_quantiles`: one series for each quantile.
final class LowerHistogramQuantiles {
  private LowerHistogramQuantiles() {}

  /// ```sql
  /// histogram_quantiles_2_input AS MATERIALIZED (SELECT labels, grid FROM sum_1),
  /// histogram_quantiles_2 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels_set(labels, 'q', '0.5') AS labels, grid FROM (
  ///       SELECT labels_drop(labels, 'le') AS labels,
  ///         grid_histogram_quantile(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 0.5E0), 0, 0) AS grid
  ///       FROM histogram_quantiles_2_input
  ///       GROUP BY 1)
  ///     UNION ALL …)
  ///   GROUP BY labels
  /// )
  /// ```
  static Vector lower(VectorPlan.HistogramQuantiles node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    String name = lowering.name("histogram_quantiles");
    Relation input = lowering.defineOnce(name + "_input", Relation.rows(inner.relation()));
    List<Relation> parts = new ArrayList<>();
    for (int i = 0; i < node.quantiles().size(); i++) {
      Piece quantile =
          LowerHistogram.checked(
              node.quantiles().get(i), node.steps(), node.quantileRanges().get(i), lowering);
      Relation rows = LowerHistogram.quantiles(quantile, node.range(), node.range(), input);
      parts.add(labelled(node.label(), quantile, rows));
    }
    Relation merged = new Relation.Merge(new Relation.Union(parts), Clash.SAME_LABELS);
    Vector vector = new Vector(lowering.defineOnce(name, merged), inner.name());
    return DropName.of(vector, "histogram_quantiles", lowering);
  }

  private static Relation labelled(String label, Piece quantile, Relation rows) {
    return switch (quantile) {
      case Piece.ConstantScalar constant ->
          Relation.withLabels(
              Expression.apply(
                  LabelOperations.SET,
                  Field.LABELS,
                  new Expression.Text(label),
                  new Expression.Text(OpenMetricsNumber.of(constant.value()))),
              rows);
      case Piece.ScalarGrid scalar -> perValue(label, scalar, rows);
      case Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }

  /// A quantile that changes from step to step gives a series for each value that it takes:
  ///
  /// ```sql
  /// SELECT labels_set(l.labels, 'q', quantile_text(tally_value(r.tally, r.place))) AS labels,
  ///   grid_and(l.grid, tally_grid(r.tally, r.place)) AS grid
  /// FROM (…) l, (SELECT tally, unnest(range(tally_size(tally))) AS place
  ///   FROM (SELECT grid_tally(string_agg(labels || ':' || grid, ',')) AS tally FROM scalar_2)
  ///   WHERE tally IS NOT NULL) r
  /// ```
  private static Relation perValue(String label, Piece.ScalarGrid scalar, Relation rows) {
    Relation tally =
        new Relation.Group(
            null,
            Expression.apply(GroupOperations.TALLY, Terms.MEMBERS).as("tally"),
            scalar.relation());
    Relation values =
        new Relation.Unfold(
            List.of(Column.of("tally")), "tally", GroupOperations.TALLY_SIZE, tally);
    Expression text =
        Expression.apply(
            HistogramOperations.QUANTILE_TEXT,
            Expression.apply(GroupOperations.TALLY_VALUE, right("tally"), right("place")));
    Expression labels =
        Expression.apply(LabelOperations.SET, left("labels"), new Expression.Text(label), text);
    Expression grid =
        Expression.apply(
            GridOperations.AND,
            left("grid"),
            Expression.apply(GroupOperations.TALLY_GRID, right("tally"), right("place")));
    return new Relation.Join(
        Relation.Join.Kind.ALL, List.of(labels.as("labels"), grid.as("grid")), rows, values);
  }
}
