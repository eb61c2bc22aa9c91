package dev.firebucket.query.ast;

import org.jspecify.annotations.Nullable;

/// An expression evaluated on steps of its own: `rate(x[1m])[30m:1m] offset 1h`.
///
/// @param inner evaluated at each step
/// @param window how far back
/// @param step distance of steps; null for the default, the global evaluation interval
/// @param modifiers offset and `@` of the subquery itself
public record SubqueryExpr(
    Expr inner,
    DurationExpr window,
    @Nullable DurationExpr step,
    TimeModifiers modifiers,
    SourceRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
