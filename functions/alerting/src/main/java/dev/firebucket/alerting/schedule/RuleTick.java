package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.GroupOutcome;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.notify.Notifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One tick of the rules: groups, each at the slots that are due. The timer of a function gives it
/// all groups at once, the clock of the local server one group at a time. Not for use by several
/// threads.
///
/// Slots and samples carry planned times, so a tick that is delivered twice finds its slots
/// evaluated, or evaluates them to the same samples and the same notifications.
final class RuleTick {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTick.class);

  private final List<String> errors = new ArrayList<>();
  private int groups;
  private int evaluations;
  private long samples;

  /// Evaluates a group at its due slots. Whatever fails is an error of the report.
  void evaluate(RuleGroup group, DueSlots due) {
    group.missed(due.missed());
    groups += due.slots().isEmpty() ? 0 : 1;
    due.slots().forEach(slot -> evaluate(group, slot));
  }

  private void evaluate(RuleGroup group, Instant slot) {
    String name = group.definition().name();
    try {
      Optional<GroupOutcome> outcome = group.evaluate(slot);
      if (outcome.isPresent()) {
        evaluations++;
        samples += outcome.get().samples();
        outcome.get().errors().forEach(error -> errors.add("group " + name + ": " + error));
      }
    } catch (RuntimeException | Error broken) {
      // A defect of ours, or too little memory, in one group must neither stop the others nor end
      // its own loop.
      LOG.error("Evaluation of group {} failed", group.definition().key(), broken);
      errors.add("group " + name + ": internal error: " + broken);
    }
  }

  TickReport report(Notifier.Flush flush) {
    return new TickReport(groups, evaluations, samples, flush.sent(), flush.waiting(), errors);
  }
}
