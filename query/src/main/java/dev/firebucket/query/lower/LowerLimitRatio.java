package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.ParameterCheck;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `limit_ratio`: the series of a share. Groups do not matter: each series is in it or not.
final class LowerLimitRatio {
  private LowerLimitRatio() {}

  /// ```sql
  /// limit_ratio_2 AS (
  ///   SELECT labels, grid_limit_ratio(grid, grid_constant(grid, 0.1E0), labels) AS grid
  ///   FROM selector_1
  /// )
  /// ```
  static Vector lower(VectorPlan.LimitRatio node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    Piece ratio =
        LowerParameter.checked(
            LowerScalar.lower(node.ratio(), lowering),
            ParameterCheck.RATIO,
            node.steps(),
            node.range(),
            lowering);
    String body =
        "SELECT labels, grid_limit_ratio(grid, %s, %s) AS grid\nFROM %s"
            .formatted(Sql.scalar(ratio, "grid"), Sql.labels(inner, "labels"), inner.relation());
    return new Vector(lowering.define(lowering.name("limit_ratio"), body), inner.name());
  }
}
