package dev.firebucket.lambda.rules;

import java.time.Duration;
import java.time.Instant;

/// When a run must be over: a little before Lambda ends it, and with it all that it would report.
///
/// @param tick what is not evaluated, stored and sent then is reported and left to the next run
/// @param metrics last time at which the function's own metrics may be put: a run that takes longer
///   does not write them, and what it counted is part of the next
record RunEnd(Instant tick, Instant metrics) {
  /// For the report, and the way of the answer.
  static final Duration ANSWER = Duration.ofSeconds(2);

  /// An object of metrics takes no longer on a store that works.
  static final Duration METRICS = Duration.ofSeconds(8);

  /// @param remaining until Lambda ends the run
  static RunEnd of(Instant now, Duration remaining) {
    Duration rest = remaining.minus(ANSWER);
    Instant tick = now.plus(rest.isNegative() ? Duration.ZERO : rest);
    return new RunEnd(tick, tick.minus(METRICS));
  }

  /// What is left for the tick.
  Duration left(Instant now) {
    Duration left = Duration.between(now, tick);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean leavesTimeForMetrics(Instant now) {
    return now.isBefore(metrics);
  }
}
