package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `histogram_quantile` and `histogram_fraction` on classic buckets.
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
    String quantile = Sql.scalar(LowerScalar.lower(node.quantile(), lowering), "min(grid)");
    String arguments =
        "%s, %d, %d"
            .formatted(
                quantile, lowering.place(node.quantileRange()), lowering.place(node.range()));
    return grouped("histogram_quantile", arguments, inner, lowering);
  }

  /// The same with `grid_histogram_fraction(members, lower, upper, place)`.
  static Vector fraction(VectorPlan.HistogramFraction node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    SourceRange range = node.range();
    String arguments =
        "%s, %s, %d"
            .formatted(
                Sql.scalar(LowerScalar.lower(node.lower(), lowering), "min(grid)"),
                Sql.scalar(LowerScalar.lower(node.upper(), lowering), "min(grid)"),
                lowering.place(range));
    return grouped("histogram_fraction", arguments, inner, lowering);
  }

  private static Vector grouped(
      String construct, String arguments, Vector inner, Lowering lowering) {
    String body =
        """
        SELECT labels_drop(labels, 'le') AS labels,
          grid_%s(%s, %s) AS grid
        FROM %s
        GROUP BY 1"""
            .formatted(construct, GroupFunctions.MEMBERS, arguments, inner.relation());
    Vector vector = new Vector(lowering.define(lowering.name(construct), body), inner.name());
    return DropName.of(vector, construct, lowering);
  }
}
