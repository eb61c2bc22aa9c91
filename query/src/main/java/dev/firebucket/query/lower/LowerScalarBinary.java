package dev.firebucket.query.lower;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.Operation;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.Locale;

/// A vector and a scalar: `v * 2`, `v > 60`, `1 - v`.
final class LowerScalarBinary {
  private LowerScalarBinary() {}

  /// ```sql
  /// divide_2 AS (
  ///   SELECT labels, grid_divide(grid, grid_constant(grid, 1024.0E0), 0, labels) AS grid
  ///   FROM sum_1
  /// )
  /// ```
  static Vector lower(VectorPlan.ScalarBinary node, Lowering lowering) {
    Vector inner = lowering.lower(node.vector());
    Expression scalar = Terms.scalar(LowerScalar.lower(node.scalar(), lowering), Field.GRID);
    boolean comparison = node.operator().kind() == BinaryOperator.Kind.COMPARISON;
    // A comparison keeps the vector's value wherever it stands: 5 < v is v > 5.
    boolean mirrored = comparison && node.scalarFirst();
    BinaryOperator operator = mirrored ? mirrored(node.operator()) : node.operator();
    boolean scalarFirst = node.scalarFirst() && !comparison;
    Expression value =
        Expression.apply(
            operation(operator, node.returnBool()),
            scalarFirst ? scalar : Field.GRID,
            scalarFirst ? Field.GRID : scalar,
            new Expression.Site(new CallSite.Operator(node.operator(), node.range(), mirrored)),
            Field.LABELS);
    String construct = node.operator().name().toLowerCase(Locale.ROOT);
    Vector vector =
        new Vector(
            lowering.define(lowering.name(construct), Relation.withGrid(value, inner.relation())),
            inner.name());
    boolean keepsName =
        !node.returnBool() && node.operator().kind() != BinaryOperator.Kind.ARITHMETIC;
    return keepsName ? vector : DropName.of(vector, construct, lowering);
  }

  /// The operation of an operator on two grids.
  static Operation operation(BinaryOperator operator, boolean returnBool) {
    if (operator.kind() != BinaryOperator.Kind.COMPARISON) {
      return GridOperations.arithmetic(operator);
    }
    return returnBool ? GridOperations.test(operator) : GridOperations.filter(operator);
  }

  private static BinaryOperator mirrored(BinaryOperator comparison) {
    return switch (comparison) {
      case LESS -> BinaryOperator.GREATER;
      case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case GREATER -> BinaryOperator.LESS;
      case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL -> comparison;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ATAN2 ->
          throw new IllegalArgumentException("no comparison: " + comparison);
      case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER ->
          throw new IllegalArgumentException("no comparison: " + comparison);
    };
  }
}
