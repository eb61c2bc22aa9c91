package dev.firebucket.query.ast;

/// A string, its escapes resolved.
public record StringLiteral(String value, SourceRange range) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }
}
