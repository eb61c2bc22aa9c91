package dev.firebucket.query.ast;

/// The samples of a window: `http_requests_total[5m]`. Offset and `@` stand in the selector.
///
/// @param selector which series
/// @param window how far back
public record MatrixSelector(VectorSelector selector, DurationExpr window, SourceRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
