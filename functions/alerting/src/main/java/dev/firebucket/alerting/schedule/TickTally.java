package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.GroupOutcome;
import dev.firebucket.alerting.notify.Notifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds up what groups of a tick did. Safe for use by several threads.
final class TickTally {
  private final List<String> errors = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();
  private int groups;
  private int evaluations;
  private boolean anyRuleWorked;
  private long samples;
  private @Nullable LinkageError unusable;

  synchronized void add(String group, GroupOutcome outcome) {
    groups++;
    evaluations += outcome.evaluations();
    anyRuleWorked |= outcome.anyRuleWorked();
    samples += outcome.samples();
    outcome.errors().forEach(error -> errors.add("group " + group + ": " + error));
    for (Instant slot : outcome.unfinished()) {
      unfinished.add(group);
      errors.add(
          "group %s: its evaluation for %s was not finished in time; the next tick begins with it"
              .formatted(group, slot));
    }
  }

  /// A group waits for the store beyond the end of the tick. Nothing is cancelled: what it waits
  /// for may still be stored.
  synchronized void stuck(String group) {
    groups++;
    unfinished.add(group);
    errors.add("group " + group + ": the store did not answer in time");
  }

  /// A group for which there was no place until the deadline.
  synchronized void notBegun(String group) {
    groups++;
    unfinished.add(group);
    errors.add(
        "group %s: was not begun in time, because others held all places; the next tick begins with it"
            .formatted(group));
  }

  /// A group of which nothing is known but that it failed.
  synchronized void failed(String error, Throwable defect) {
    groups++;
    errors.add(error);
    if (unusable == null && defect instanceof LinkageError lasting) {
      unusable = lasting;
    }
  }

  /// Throws what no later tick of this process will do without, if a group met it.
  synchronized void requireUsable() {
    if (unusable != null) {
      throw unusable;
    }
  }

  synchronized TickReport report(Notifier.Flush notified) {
    return new TickReport(
        groups,
        evaluations,
        anyRuleWorked,
        samples,
        notified.sent(),
        notified.waiting(),
        unfinished.stream().distinct().toList(),
        errors);
  }
}
