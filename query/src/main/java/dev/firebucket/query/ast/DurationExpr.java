package dev.firebucket.query.ast;

/// A duration where the grammar wants one: a literal (`5m`, `300`), or an expression of durations
/// (`5m * 2`, `step()`).
public sealed interface DurationExpr {
  SourceRange range();

  /// A literal duration.
  ///
  /// @param millis its length; may be negative in an offset
  record Literal(long millis, SourceRange range) implements DurationExpr {}

  /// `step()`, `range()`.
  ///
  /// @param name `step` or `range`
  record Function(String name, SourceRange range) implements DurationExpr {}

  /// `min(a, b)`, `max(a, b)`.
  record MinMax(boolean max, DurationExpr left, DurationExpr right, SourceRange range)
      implements DurationExpr {}

  /// `-a`, `+a`.
  record Signed(boolean negate, DurationExpr inner, SourceRange range) implements DurationExpr {}

  /// Arithmetic of two durations.
  ///
  /// @param operator one of `+ - * / % ^`
  record Arithmetic(char operator, DurationExpr left, DurationExpr right, SourceRange range)
      implements DurationExpr {}

  /// A duration in parentheses.
  record Paren(DurationExpr inner, SourceRange range) implements DurationExpr {}
}
