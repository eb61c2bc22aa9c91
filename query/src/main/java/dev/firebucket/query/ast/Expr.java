package dev.firebucket.query.ast;

/// A PromQL expression as written. Immutable; every node knows its place in the text.
///
/// Each construct is one record; whoever works on expressions switches over this interface without
/// a `default`.
public sealed interface Expr
    permits AggregateExpr,
        BinaryExpr,
        Call,
        MatrixSelector,
        NumberLiteral,
        ParenExpr,
        StringLiteral,
        SubqueryExpr,
        UnaryExpr,
        VectorSelector {

  /// Where the expression stands in the query text.
  SourceRange range();

  /// The type of its value.
  ValueType type();
}
