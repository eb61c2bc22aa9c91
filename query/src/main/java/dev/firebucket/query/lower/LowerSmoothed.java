package dev.firebucket.query.lower;

import dev.firebucket.query.kernel.range.SmoothedKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `x smoothed`.
final class LowerSmoothed {
  private LowerSmoothed() {}

  /// ```sql
  /// smoothed_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static Vector lower(VectorPlan.SmoothedSelection node, Lowering lowering) {
    SmoothedKernel kernel =
        new SmoothedKernel(node.lookbackMillis(), node.selector().reference(), node.steps());
    Source scan = new Source.SmoothedScan(node.selector(), kernel, node.selector().range());
    return new Vector(
        LowerSelector.read(scan, "smoothed", lowering),
        LowerSelector.name(node.selector(), lowering));
  }
}
