package dev.firebucket.query.ast;

import org.jspecify.annotations.Nullable;

/// What moves the time of a selector or a subquery: `offset 5m`, `@ 1609746000`, `@ end()`.
///
/// @param offset the offset as written, positive into the past; null where there is none
/// @param at the fixed time; null where there is none
public record TimeModifiers(@Nullable DurationExpr offset, @Nullable At at) {
  /// Neither offset nor `@`.
  public static final TimeModifiers NONE = new TimeModifiers(null, null);

  /// The argument of `@`.
  public sealed interface At {
    /// `@ <seconds>`.
    ///
    /// @param millis milliseconds since the epoch
    record Timestamp(long millis) implements At {}

    /// `@ start()`: the start of the query's range.
    record Start() implements At {}

    /// `@ end()`: the end of the query's range.
    record End() implements At {}
  }
}
