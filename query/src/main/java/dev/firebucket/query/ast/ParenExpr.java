package dev.firebucket.query.ast;

/// An expression in parentheses: kept, because printing and annotations need them.
public record ParenExpr(Expr inner, SourceRange range) implements Expr {
  @Override
  public ValueType type() {
    return inner.type();
  }
}
