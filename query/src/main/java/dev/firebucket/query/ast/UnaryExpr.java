package dev.firebucket.query.ast;

/// A sign before a scalar or an instant vector.
///
/// @param negate true for `-`, false for `+`
public record UnaryExpr(boolean negate, Expr inner, SourceRange range) implements Expr {
  @Override
  public ValueType type() {
    return inner.type();
  }
}
