package dev.firebucket.query.lower;

import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
import java.util.List;

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
    List<Expression> arguments = new ArrayList<>(List.of(Field.GRID));
    for (ScalarPlan parameter : node.parameters()) {
      arguments.add(Terms.scalar(LowerScalar.lower(parameter, lowering), Field.GRID));
    }
    String construct = node.function().promqlName();
    Expression value = new Expression.Apply(GridOperations.element(node.function()), arguments);
    Vector vector =
        new Vector(
            lowering.define(lowering.name(construct), Relation.withGrid(value, inner.relation())),
            inner.name());
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
