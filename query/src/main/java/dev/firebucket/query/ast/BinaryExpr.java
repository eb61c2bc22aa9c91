package dev.firebucket.query.ast;

/// Two operands and what joins them: `a / on (job) group_left b`.
///
/// @param operator which one
/// @param left the left operand
/// @param right the right operand
/// @param returnBool whether a comparison answers 0 or 1 instead of filtering
/// @param matching how series of two vectors find each other; [VectorMatching#DEFAULT] otherwise
public record BinaryExpr(
    BinaryOperator operator,
    Expr left,
    Expr right,
    boolean returnBool,
    VectorMatching matching,
    SourceRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.VECTOR;
  }
}
