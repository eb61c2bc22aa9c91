package dev.firebucket.query.kernel.element;

import dev.firebucket.go.math.InverseTrigonometry;
import dev.firebucket.go.math.Powers;
import dev.firebucket.query.ast.BinaryOperator;

/// Two numbers and an operator, with Go's answers where they differ from Java's.
public final class Arithmetic {
  private Arithmetic() {}

  /// Arithmetic, or a comparison as 0 or 1: what two scalars give.
  ///
  /// @throws IllegalArgumentException for operators of sets and histograms
  public static double scalar(BinaryOperator operator, double left, double right) {
    return switch (operator.kind()) {
      case ARITHMETIC -> compute(operator, left, right);
      case COMPARISON -> holds(operator, left, right) ? 1 : 0;
      case SET, TRIM -> throw notForNumbers(operator);
    };
  }

  /// `left operator right` of an arithmetic operator.
  static double compute(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Powers.of(left, right);
      case ATAN2 -> InverseTrigonometry.ofPoint(left, right);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw notForNumbers(operator);
      case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER -> throw notForNumbers(operator);
    };
  }

  /// Whether a comparison is true; for NaN only `!=` is.
  static boolean holds(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ATAN2 -> throw notForNumbers(operator);
      case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER -> throw notForNumbers(operator);
    };
  }

  /// Go's `math.Max`: +Inf wins over NaN.
  public static double max(double a, double b) {
    if (a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(a, b);
  }

  /// Go's `math.Min`: -Inf wins over NaN.
  public static double min(double a, double b) {
    if (a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    return Math.min(a, b);
  }

  private static IllegalArgumentException notForNumbers(BinaryOperator operator) {
    return new IllegalArgumentException("not an operator of two numbers: " + operator.symbol());
  }
}
