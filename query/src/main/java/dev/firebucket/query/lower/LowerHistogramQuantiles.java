package dev.firebucket.query.lower;

import dev.firebucket.go.number.OpenMetricsNumber;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
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
    String input =
        lowering.defineOnce(name + "_input", "SELECT labels, grid FROM " + inner.relation());
    Vector read = new Vector(input, inner.name());
    int place = lowering.place(node.range());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < node.quantiles().size(); i++) {
      Piece quantile =
          LowerHistogram.checked(
              node.quantiles().get(i), node.steps(), node.quantileRanges().get(i), lowering);
      String arguments = LowerHistogram.quantileArguments(quantile, place, place);
      String rows = LowerHistogram.grouped("quantile", arguments, read);
      parts.add(labelled(node.label(), quantile, rows));
    }
    String rows = "(" + String.join("\n  UNION ALL\n  ", parts) + ")";
    Vector vector =
        new Vector(lowering.defineOnce(name, Sql.merged(rows, Clash.SAME_LABELS)), inner.name());
    return DropName.of(vector, "histogram_quantiles", lowering);
  }

  /// A quantile that changes from step to step gives a series for each value that it takes:
  ///
  /// ```sql
  /// SELECT labels_set(q.labels, 'q', quantile_text(tally_value(tally, place))) AS labels,
  ///   grid_and(q.grid, tally_grid(tally, place)) AS grid
  /// FROM (…) q, (SELECT tally, unnest(range(tally_size(tally))) AS place
  ///   FROM (SELECT grid_tally(string_agg(labels || ':' || grid, ',')) AS tally FROM scalar_2))
  /// ```
  private static String labelled(String label, Piece quantile, String rows) {
    if (quantile instanceof Piece.ConstantScalar constant) {
      return "SELECT labels_set(labels, %s, %s) AS labels, grid FROM (%s)"
          .formatted(Sql.text(label), Sql.text(OpenMetricsNumber.of(constant.value())), rows);
    }
    return """
        SELECT labels_set(q.labels, %s, quantile_text(tally_value(tally, place))) AS labels,
          grid_and(q.grid, tally_grid(tally, place)) AS grid
        FROM (%s) q, (SELECT tally, unnest(range(tally_size(tally))) AS place
          FROM (SELECT grid_tally(%s) AS tally FROM %s))"""
        .formatted(Sql.text(label), rows, GroupFunctions.MEMBERS, relation(quantile));
  }

  private static String relation(Piece quantile) {
    return switch (quantile) {
      case Piece.ScalarGrid scalar -> scalar.relation();
      case Piece.ConstantScalar constant ->
          throw new IllegalStateException("a constant has no rows");
      case Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }
}
