package dev.firebucket.query.lower;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.duckdb.GridFunctions;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
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
    String scalar = Sql.scalar(LowerScalar.lower(node.scalar(), lowering), "grid");
    boolean comparison = node.operator().kind() == BinaryOperator.Kind.COMPARISON;
    // A comparison keeps the vector's value wherever it stands: 5 < v is v > 5.
    BinaryOperator operator =
        comparison && node.scalarFirst() ? mirrored(node.operator()) : node.operator();
    String arguments = !comparison && node.scalarFirst() ? scalar + ", grid" : "grid, " + scalar;
    int number = lowering.operator(node.operator(), node.range(), comparison && node.scalarFirst());
    String body =
        "SELECT labels, %s(%s, %d, labels) AS grid\nFROM %s"
            .formatted(function(operator, node.returnBool()), arguments, number, inner.relation());
    String construct = node.operator().name().toLowerCase(Locale.ROOT);
    Vector vector = new Vector(lowering.define(lowering.name(construct), body), inner.name());
    boolean keepsName =
        !node.returnBool() && node.operator().kind() != BinaryOperator.Kind.ARITHMETIC;
    return keepsName ? vector : DropName.of(vector, construct, lowering);
  }

  /// The function of an operator of two grids.
  static String function(BinaryOperator operator, boolean returnBool) {
    if (operator.kind() != BinaryOperator.Kind.COMPARISON) {
      return GridFunctions.arithmetic(operator);
    }
    return returnBool ? GridFunctions.test(operator) : GridFunctions.filter(operator);
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
