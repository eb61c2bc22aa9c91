package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.QuantileWarnings;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `histogram_quantile` and `histogram_fraction` of native histograms and classic buckets.
final class LowerHistogram {
  private LowerHistogram() {}

  /// ```sql
  /// histogram_quantile_2 AS (
  ///   SELECT labels_drop(labels, 'le') AS labels,
  ///     grid_histogram_quantile(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 0.9E0), -1, 0, 1) AS grid
  ///   FROM sum_1
  ///   GROUP BY 1
  /// )
  /// ```
  static Vector quantile(VectorPlan.HistogramQuantile node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    Piece quantile = LowerScalar.lower(node.quantile(), lowering);
    check(quantile, node.quantileRange(), lowering);
    String arguments =
        quantileArguments(
            quantile, node.quantileRange(), lowering.place(node.range()), true, lowering);
    return DropName.of(
        new Vector(
            lowering.define(
                lowering.name("histogram_quantile"), grouped("quantile", arguments, inner)),
            inner.name()),
        "histogram_quantile",
        lowering);
  }

  /// Prometheus warns of a number that is no quantile even where there is nothing to take it of.
  static void check(Piece quantile, SourceRange range, Lowering lowering) {
    if (quantile instanceof Piece.ConstantScalar constant
        && QuantileWarnings.isNone(constant.value())) {
      lowering.warn(QuantileWarnings.text(constant.value()), range);
    }
  }

  /// What stands behind the members of a group. Of a constant quantile everything is said already:
  /// its place is then -1.
  ///
  /// @param toldAtQuantile whether what there is to say is told at the quantile, else at the
  ///   histograms
  static String quantileArguments(
      Piece quantile, SourceRange range, int place, boolean toldAtQuantile, Lowering lowering) {
    int quantilePlace = lowering.place(range);
    return "%s, %d, %d, %d"
        .formatted(
            Sql.scalar(quantile, "min(grid)"),
            quantile instanceof Piece.ConstantScalar ? -1 : quantilePlace,
            place,
            toldAtQuantile ? quantilePlace : place);
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
