package dev.firebucket.query.lower;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.ParameterCheck;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;

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
    Expression share =
        Expression.apply(
            GridOperations.LIMIT_RATIO,
            Field.GRID,
            Terms.scalar(ratio, Field.GRID),
            Terms.labels(inner, Field.LABELS));
    return new Vector(
        lowering.define(lowering.name("limit_ratio"), Relation.withGrid(share, inner.relation())),
        inner.name());
  }
}
