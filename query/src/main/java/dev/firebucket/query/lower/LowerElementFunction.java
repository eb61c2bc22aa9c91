package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.GridFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;

/// `abs(v)`, `clamp(v, 0, 1)`, `hour(v)`, `-v`: functions of each value.
final class LowerElementFunction {
  private LowerElementFunction() {}

  /// ```sql
  /// clamp_2 AS (
  ///   SELECT labels, grid_clamp(grid, grid_constant(grid, 0.0E0), grid_constant(grid, 1.0E0)) AS grid
  ///   FROM selector_1
  /// )
  /// ```
  static Vector lower(VectorPlan.Elementwise node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    StringBuilder arguments = new StringBuilder("grid");
    for (ScalarPlan parameter : node.parameters()) {
      arguments.append(", ").append(Sql.scalar(LowerScalar.lower(parameter, lowering), "grid"));
    }
    String construct = node.function().promqlName();
    String body =
        "SELECT labels, %s(%s) AS grid\nFROM %s"
            .formatted(GridFunctions.element(node.function()), arguments, inner.relation());
    Vector vector = new Vector(lowering.define(lowering.name(construct), body), inner.name());
    Clash clash =
        node.function() == ElementFunction.NEGATE ? Clash.SAME_LABELS_OF_A_KIND : Clash.SAME_LABELS;
    return leavesType(node.function())
        ? DropName.butNotType(vector, construct, lowering)
        : DropName.of(vector, construct, clash, lowering);
  }

  /// Prometheus drops the name alone of what these give, not the type and the unit.
  private static boolean leavesType(ElementFunction function) {
    return function == ElementFunction.HISTOGRAM_COUNT
        || function == ElementFunction.HISTOGRAM_SUM
        || function == ElementFunction.HISTOGRAM_AVG
        || function == ElementFunction.HISTOGRAM_STDDEV
        || function == ElementFunction.HISTOGRAM_STDVAR;
  }
}
