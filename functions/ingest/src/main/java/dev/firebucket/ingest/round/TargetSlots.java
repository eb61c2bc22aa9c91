package dev.firebucket.ingest.round;

import dev.firebucket.ingest.target.Target;
import java.time.Duration;
import java.time.Instant;

/// The times at which a target is due: one per interval, counted from the epoch so that a restart
/// keeps them, and at a different offset for each target so that they do not all come at once.
///
/// @param intervalNanos between two
/// @param offsetNanos of the target, below the interval
public record TargetSlots(long intervalNanos, long offsetNanos) {
  private static final long SECOND = 1_000_000_000L;

  public TargetSlots {
    if (intervalNanos <= 0 || offsetNanos < 0 || offsetNanos >= intervalNanos) {
      throw new IllegalArgumentException(
          "no slots: interval " + intervalNanos + " ns, offset " + offsetNanos + " ns");
    }
  }

  /// Offsets are whole seconds where the interval holds more than one of them: targets that share a
  /// second share an object of the store.
  public static TargetSlots of(Target target) {
    long interval = target.interval().toNanos();
    // The lower bits deal the targets to shards.
    long offset = Long.remainderUnsigned(target.spread() >>> 16, interval);
    return new TargetSlots(interval, interval < 2 * SECOND ? offset : offset - offset % SECOND);
  }

  /// The last slot at or before a time.
  public Instant atOrBefore(Instant time) {
    return time.minusNanos(sinceSlot(time));
  }

  /// The first slot at or after a time.
  public Instant atOrAfter(Instant time) {
    long since = sinceSlot(time);
    return since == 0 ? time : time.plusNanos(intervalNanos - since);
  }

  /// The first slot after a time.
  public Instant after(Instant time) {
    return time.plusNanos(intervalNanos - sinceSlot(time));
  }

  /// How many slots there are after `from` up to `to`.
  public long count(Instant from, Instant to) {
    Duration between = Duration.between(atOrBefore(from), atOrBefore(to));
    return Math.max(0, between.toNanos() / intervalNanos);
  }

  private long sinceSlot(Instant time) {
    long sinceEpoch = Math.addExact(time.getEpochSecond() * SECOND, time.getNano());
    return Math.floorMod(sinceEpoch - offsetNanos, intervalNanos);
  }
}
