package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.RatioLimits;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `limit_ratio`: the series of a share. Groups do not matter: each series is in it or not.
final class LowerLimitRatio {
  private LowerLimitRatio() {}

  /// ```sql
  /// limit_ratio_2 AS (
  ///   SELECT labels, grid_limit_ratio(grid, grid_constant(grid, 0.1E0), labels, 0) AS grid
  ///   FROM selector_1
  /// )
  /// ```
  static Vector lower(VectorPlan.LimitRatio node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    Piece ratio = LowerScalar.lower(node.ratio(), lowering);
    if (ratio instanceof Piece.ConstantScalar constant) {
      // Also where there is nothing to share.
      RatioLimits.warnings(constant.value()).forEach(text -> lowering.warn(text, node.range()));
    }
    String body =
        "SELECT labels, grid_limit_ratio(grid, %s, %s, %d) AS grid\nFROM %s"
            .formatted(
                Sql.scalar(ratio, "grid"),
                Sql.labels(inner, "labels"),
                lowering.place(node.range()),
                inner.relation());
    return new Vector(lowering.define(lowering.name("limit_ratio"), body), inner.name());
  }
}
