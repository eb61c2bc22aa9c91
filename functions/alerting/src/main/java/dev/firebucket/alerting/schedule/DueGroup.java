package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleGroup;
import java.util.Comparator;

/// A group that a tick must evaluate.
///
/// @param due its slots, at least one
record DueGroup(RuleGroup group, DueSlots due) {
  /// As the times come.
  static final Comparator<DueGroup> BY_TIME =
      Comparator.comparing(one -> one.due().slots().getFirst());
}
