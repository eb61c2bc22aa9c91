package dev.firebucket.query.lower;

import dev.firebucket.query.kernel.range.SmoothedKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `x smoothed`.
final class LowerSmoothed {
  private LowerSmoothed() {}

  static Source.Scan scan(VectorPlan.SmoothedSelection node) {
    return new Source.SmoothedScan(
        node.selector(),
        new SmoothedKernel(node.lookbackMillis(), node.selector().reference(), node.steps()),
        node.selector().range());
  }

  /// ```sql
  /// smoothed_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static Vector lower(VectorPlan.SmoothedSelection node, Lowering lowering) {
    return new Vector(
        LowerSelector.read(node, "smoothed", lowering),
        LowerSelector.name(node.selector(), lowering));
  }
}
