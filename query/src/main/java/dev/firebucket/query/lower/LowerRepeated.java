package dev.firebucket.query.lower;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.time.Steps;

/// What `@` fixes: evaluated once, repeated at every step.
final class LowerRepeated {
  private LowerRepeated() {}

  /// ```sql
  /// repeat_2 AS (
  ///   SELECT labels, grid_repeat(grid, 0) AS grid
  ///   FROM selector_1
  /// )
  /// ```
  static Vector lower(VectorPlan.Repeated node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    return new Vector(relation(inner.relation(), node.steps(), lowering), inner.name());
  }

  static Relation relation(Relation inner, Steps steps, Lowering lowering) {
    Expression repeated =
        Expression.apply(
            GridOperations.REPEAT, Field.GRID, new Expression.Site(new CallSite.Repetition(steps)));
    return lowering.define(lowering.name("repeat"), Relation.withGrid(repeated, inner));
  }
}
