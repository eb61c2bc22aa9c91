package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;
import dev.firebucket.storage.model.SampleBatch;

/// What start timestamps say of two neighbouring samples (`isStartTimestampReset` in
/// `promql/functions.go`).
final class StartTimestamps {
  private StartTimestamps() {}

  /// Whether the count of a sample began after the sample before it.
  static boolean reset(Samples samples, int index) {
    long before = samples.time(index - 1);
    long start = samples.startTimestamp(index);
    if (start == SampleBatch.NO_START || start >= samples.time(index) || start < before) {
      return false;
    }
    if (start > before) {
      return true;
    }
    // It began at the sample before: so it is with deltas, and where the start is not known at all.
    long startBefore = samples.startTimestamp(index - 1);
    return startBefore < before && startBefore != SampleBatch.NO_START;
  }

  /// Whether the count of a sample began before the sample before it, and not with that one's.
  static boolean overlaps(Samples samples, int index) {
    long start = samples.startTimestamp(index);
    return start != SampleBatch.NO_START
        && start < samples.time(index - 1)
        && start != samples.startTimestamp(index - 1);
  }

  /// Whether any two neighbours among `[from, to)` overlap.
  static boolean anyOverlap(Samples samples, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (overlaps(samples, i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the count of the first sample of a window began inside the window, before it.
  static boolean beginsInside(Samples samples, int first, long windowStart) {
    long start = samples.startTimestamp(first);
    return start != SampleBatch.NO_START && start > windowStart && start < samples.time(first);
  }
}
