package dev.firebucket.ingest.scrape;

import dev.firebucket.storage.model.LabelSet;

/// What is known of one series of a target, under its final labels.
final class SeriesMemory {
  final LabelSet labels;

  /// Whether a run before this process knew the series: it does not count as added.
  final boolean restored;

  /// The newest sample that was taken, and its value's bits.
  long lastTimestamp = Long.MIN_VALUE;

  long lastValueBits;

  /// The scrape in which it was last seen in a way that makes its absence worth a stale marker.
  long trackedIn = -1;

  /// The scrape in which it was last seen at all.
  long seenIn = -1;

  SeriesMemory(LabelSet labels, boolean restored) {
    this.labels = labels;
    this.restored = restored;
  }

  /// Whether a sample continues the series: later than the last, or the last again.
  Continuation continuation(long timestamp, double value) {
    if (timestamp > lastTimestamp) {
      return Continuation.NEWER;
    }
    if (timestamp < lastTimestamp) {
      return Continuation.OUT_OF_ORDER;
    }
    return Double.doubleToRawLongBits(value) == lastValueBits
        ? Continuation.SAME
        : Continuation.DUPLICATE;
  }

  void take(long timestamp, double value) {
    lastTimestamp = timestamp;
    lastValueBits = Double.doubleToRawLongBits(value);
  }

  /// How a sample relates to the newest one of its series.
  enum Continuation {
    NEWER,
    /// The same time and value: allowed, nothing to store.
    SAME,
    /// The same time, another value.
    DUPLICATE,
    OUT_OF_ORDER
  }
}
