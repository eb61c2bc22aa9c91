package dev.firebucket.query.ast;

/// A duration where the grammar wants one: a literal (`5m`, `300`), or an expression of durations
/// (`5m * 2`, `step()`).
public sealed interface DurationExpr {
  SourceRange range();

  /// A literal duration.
  ///
  /// @param seconds its length; may be negative in an offset
  /// @param writtenAsDuration whether it stood as `5m` and not as `300`, to print it again as such
  record Literal(double seconds, boolean writtenAsDuration, SourceRange range)
      implements DurationExpr {
    /// Its length in milliseconds; parts below one are cut off.
    public long millis() {
      return nanos() / 1_000_000;
    }

    /// Its length in nanoseconds, the nearest whole one. NaN becomes the smallest long, as in
    /// Prometheus.
    public long nanos() {
      double exact = seconds * 1e9;
      double whole = exact < 0 ? Math.ceil(exact) : Math.floor(exact);
      double nearest = Math.abs(exact - whole) >= 0.5 ? whole + Math.signum(exact) : whole;
      return nearest >= -0x1p63 && nearest < 0x1p63 ? (long) nearest : Long.MIN_VALUE;
    }
  }

  /// `step()`, `range()`.
  ///
  /// @param name `step` or `range`
  record Function(String name, SourceRange range) implements DurationExpr {}

  /// `min_of(a, b)`, `max_of(a, b)`.
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
