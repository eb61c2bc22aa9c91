package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.rule.RuleGroupDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The times at which a group is evaluated: one per interval, all of the same distance to the
/// epoch's grid, different from group to group so that they do not all come at once.
///
/// @param intervalMillis between two
/// @param offsetMillis of the group, below the interval
record EvaluationSlots(long intervalMillis, long offsetMillis) {
  EvaluationSlots {
    if (intervalMillis <= 0 || offsetMillis < 0 || offsetMillis >= intervalMillis) {
      throw new IllegalArgumentException(
          "no slots: interval " + intervalMillis + " ms, offset " + offsetMillis + " ms");
    }
  }

  static EvaluationSlots of(RuleGroupDefinition group) {
    long interval = group.interval().toMillis();
    return new EvaluationSlots(interval, Long.remainderUnsigned(hash(group.key()), interval));
  }

  /// FNV-1a, so that a group has the same times in every process.
  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /// The last slot at or before a time.
  Instant atOrBefore(Instant time) {
    long aligned = Math.floorDiv(time.toEpochMilli() - offsetMillis, intervalMillis);
    return Instant.ofEpochMilli(aligned * intervalMillis + offsetMillis);
  }

  /// The first slot after a time.
  Instant after(Instant time) {
    return atOrBefore(time).plusMillis(intervalMillis);
  }

  /// The slots after `from` up to `to`.
  List<Instant> between(Instant from, Instant to) {
    List<Instant> slots = new ArrayList<>();
    for (Instant slot = after(from); !slot.isAfter(to); slot = slot.plusMillis(intervalMillis)) {
      slots.add(slot);
    }
    return slots;
  }

  /// How many slots there are after `from` up to `to`.
  long count(Instant from, Instant to) {
    return Math.max(
        0, (atOrBefore(to).toEpochMilli() - atOrBefore(from).toEpochMilli()) / intervalMillis);
  }
}
