package dev.firebucket.alerting.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The slots of a group that a tick evaluates, and those that it leaves out.
///
/// @param slots to evaluate, oldest first
/// @param missed how many lie too far back and were not counted yet
/// @param from the time after which the slots come: what was missed is counted up to here
record DueSlots(List<Instant> slots, long missed, Instant from) {
  /// The time between two ticks of the rules' timer.
  static final Duration TICK = Duration.ofMinutes(1);

  /// How often one tick may evaluate one group.
  private static final int MOST_PER_TICK = 120;

  DueSlots {
    slots = List.copyOf(slots);
  }

  /// For a process that stays: the newest slot after the one before. What an evaluation that took
  /// too long leaves behind is missed, as in Prometheus.
  ///
  /// @param before the slot that was evaluated last, or when the process began
  static DueSlots newest(EvaluationSlots slots, Instant before, Instant planned) {
    Instant earliest = planned.minusMillis(slots.intervalMillis());
    return between(slots, later(before, earliest), before, planned);
  }

  /// For a timer that fires once per [#TICK]: every slot since the last evaluation. A tick that was
  /// missed is made up for; after a longer gap only the slots of this tick are evaluated.
  ///
  /// @param last the slot that was evaluated last; a group that never was waits for its next slot
  /// @param counted up to where missed slots were counted by ticks before
  static DueSlots ofTick(
      EvaluationSlots slots, Optional<Instant> last, Instant counted, Instant planned) {
    Instant before = last.orElse(planned.minus(TICK));
    Duration interval = Duration.ofMillis(slots.intervalMillis());
    Instant uncounted = later(before, counted);
    if (interval.compareTo(TICK) >= 0) {
      return between(slots, later(before, planned.minus(interval)), uncounted, planned);
    }
    // The last slot before a tick may lie an interval before it.
    Instant longAgo = planned.minus(TICK.multipliedBy(2)).minus(interval);
    Instant mostSlots = planned.minus(interval.multipliedBy(MOST_PER_TICK));
    Instant earliest = before.isBefore(longAgo) ? planned.minus(TICK) : before;
    return between(slots, later(before, later(earliest, mostSlots)), uncounted, planned);
  }

  /// The slots after `from` up to `planned`; those after `uncounted` up to `from` are missed.
  private static DueSlots between(
      EvaluationSlots slots, Instant from, Instant uncounted, Instant planned) {
    return new DueSlots(slots.between(from, planned), slots.count(uncounted, from), from);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
