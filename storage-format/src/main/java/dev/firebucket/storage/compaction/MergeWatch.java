package dev.firebucket.storage.compaction;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/// Tells how far a merge is, and when it has to come to an end.
///
/// @param clock the current time
/// @param end when
/// @param progress told how many samples have been merged so far
record MergeWatch(InstantSource clock, Instant end, LongConsumer progress) {
  boolean isTimeUp() {
    return end.isBefore(Instant.MAX) && !clock.instant().isBefore(end);
  }

  /// The same without an end.
  MergeWatch patient() {
    return new MergeWatch(clock, Instant.MAX, progress);
  }
}
