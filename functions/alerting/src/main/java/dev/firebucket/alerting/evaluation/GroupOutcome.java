package dev.firebucket.alerting.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What became of one evaluation of a group.
///
/// @param time that was evaluated
/// @param samples that the rules gave
/// @param notifications that were handed on
/// @param errors one per rule that failed, and one for a state that could not be kept
/// @param duration how long it took
public record GroupOutcome(
    Instant time, int samples, int notifications, List<String> errors, Duration duration) {
  public GroupOutcome {
    errors = List.copyOf(errors);
  }
}
