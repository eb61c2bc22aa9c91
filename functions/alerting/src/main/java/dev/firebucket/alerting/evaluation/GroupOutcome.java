package dev.firebucket.alerting.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What became of a group in a tick.
///
/// @param evaluations that were finished, one for each slot
/// @param anyRuleWorked whether any rule was evaluated, and its samples stored
/// @param samples that the rules gave
/// @param notifications that were handed on
/// @param errors one per rule that failed, and one for a state that could not be kept
/// @param unfinished slots that the deadline cut off: the next tick begins with them, as far as
///   they are not too old then
/// @param duration how long it took
public record GroupOutcome(
    int evaluations,
    boolean anyRuleWorked,
    int samples,
    int notifications,
    List<String> errors,
    List<Instant> unfinished,
    Duration duration) {
  public GroupOutcome {
    errors = List.copyOf(errors);
    unfinished = List.copyOf(unfinished);
  }
}
