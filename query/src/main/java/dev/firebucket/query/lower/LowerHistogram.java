package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.ParameterCheck;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.time.Steps;

/// `histogram_quantile` and `histogram_fraction` of native histograms and classic buckets.
final class LowerHistogram {
  private LowerHistogram() {}

  /// ```sql
  /// histogram_quantile_2 AS (
  ///   SELECT labels_drop(labels, 'le') AS labels,
  ///     grid_histogram_quantile(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 0.9E0), 0, 1) AS grid
  ///   FROM sum_1
  ///   GROUP BY 1
  /// )
  /// ```
  static Vector quantile(VectorPlan.HistogramQuantile node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    Piece quantile = checked(node.quantile(), node.steps(), node.quantileRange(), lowering);
    String arguments =
        quantileArguments(
            quantile, lowering.place(node.range()), lowering.place(node.quantileRange()));
    return DropName.of(
        new Vector(
            lowering.define(
                lowering.name("histogram_quantile"), grouped("quantile", arguments, inner)),
            inner.name()),
        "histogram_quantile",
        lowering);
  }

  static Piece checked(ScalarPlan quantile, Steps steps, SourceRange range, Lowering lowering) {
    return LowerParameter.checked(
        LowerScalar.lower(quantile, lowering), ParameterCheck.QUANTILES, steps, range, lowering);
  }

  /// What stands behind the members of a group.
  ///
  /// @param place of the histograms
  /// @param remarks where else to point to
  static String quantileArguments(Piece quantile, int place, int remarks) {
    return "%s, %d, %d".formatted(Sql.scalar(quantile, "min(grid)"), place, remarks);
  }

  /// The same with `grid_histogram_fraction(members, lower, upper, place, place)`.
  static Vector fraction(VectorPlan.HistogramFraction node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    String arguments =
        "%s, %s, %d, %d"
            .formatted(
                Sql.scalar(LowerScalar.lower(node.lower(), lowering), "min(grid)"),
                Sql.scalar(LowerScalar.lower(node.upper(), lowering), "min(grid)"),
                lowering.place(node.range()),
                lowering.place(node.lowerRange()));
    return DropName.of(
        new Vector(
            lowering.define(
                lowering.name("histogram_fraction"), grouped("fraction", arguments, inner)),
            inner.name()),
        "histogram_fraction",
        lowering);
  }

  /// One row for each set of labels without `le`.
  static String grouped(String function, String arguments, Vector inner) {
    return """
        SELECT labels_drop(labels, 'le') AS labels,
          grid_histogram_%s(%s, %s) AS grid
        FROM %s
        GROUP BY 1"""
        .formatted(function, GroupFunctions.MEMBERS, arguments, inner.relation());
  }
}
