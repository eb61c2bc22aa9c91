package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// The samples of one series in the window of one step: a moving view, reused from step to step.
///
/// The window is open on the left and closed on the right, as in Prometheus 3.
final class SampleWindow {
  private final Samples samples;
  private int from;
  private int to;
  private long startMillis;
  private long endMillis;

  SampleWindow(Samples samples) {
    this.samples = samples;
  }

  /// Moves to `(startMillis, endMillis]`. The ends may only move forward.
  void moveTo(long startMillis, long endMillis) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    while (to < samples.size() && samples.time(to) <= endMillis) {
      to++;
    }
    while (from < to && samples.time(from) <= startMillis) {
      from++;
    }
  }

  /// How many samples it holds.
  int size() {
    return to - from;
  }

  /// The index in the series of the first sample.
  int from() {
    return from;
  }

  /// The index in the series after the last sample.
  int to() {
    return to;
  }

  Samples samples() {
    return samples;
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }
}
