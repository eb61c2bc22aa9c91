package dev.firebucket.query.time;

import java.util.OptionalLong;

/// Where a selector or a subquery looks when it is evaluated at some time: there, or at the time
/// that `@` fixes; `offset` earlier.
///
/// @param fixedMillis the time of `@`, `@ start()` or `@ end()`; empty where the evaluation moves
///   it
/// @param offsetMillis how much earlier, negative for later
public record ReferenceTime(OptionalLong fixedMillis, long offsetMillis) {
  /// The evaluation time itself.
  public static final ReferenceTime EVALUATION = new ReferenceTime(OptionalLong.empty(), 0);

  /// The time looked at when the evaluation is at `evaluationMillis`.
  public long at(long evaluationMillis) {
    return fixedMillis.orElse(evaluationMillis) - offsetMillis;
  }

  /// The earliest time looked at over the steps.
  public long first(Steps steps) {
    return at(steps.startMillis());
  }

  /// The latest time looked at over the steps.
  public long last(Steps steps) {
    return at(steps.endMillis());
  }

  /// `offset 5m @ 100.000`, empty where neither is there: for printing.
  public String suffix() {
    StringBuilder text = new StringBuilder();
    if (fixedMillis.isPresent()) {
      text.append(" @ ").append(fixedMillis.getAsLong());
    }
    if (offsetMillis != 0) {
      text.append(" offset ").append(offsetMillis).append("ms");
    }
    return text.toString();
  }
}
