package dev.firebucket.query.ast;

/// A number or a duration in the place of one: `42`, `0x2a`, `Inf`, `5m`.
///
/// @param value the number; seconds for a duration
/// @param writtenAsDuration whether it stood as a duration, to print it again as one
public record NumberLiteral(double value, boolean writtenAsDuration, SourceRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }
}
