package dev.firebucket.query.lower;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
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

  static String relation(String inner, Steps steps, Lowering lowering) {
    return lowering.define(
        lowering.name("repeat"),
        "SELECT labels, grid_repeat(grid, %d) AS grid\nFROM %s"
            .formatted(lowering.steps(steps), inner));
  }
}
