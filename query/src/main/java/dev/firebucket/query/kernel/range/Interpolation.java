package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// The value between two samples (`interpolate` in `promql/functions.go`).
final class Interpolation {
  private Interpolation() {}

  /// The value at a time between the samples `at` and `at + 1`, on the line through both.
  ///
  /// @param counter whether a lower second value means that counting began again, at the first
  ///   sample's time
  static double between(Samples samples, int at, long timeMillis, boolean counter) {
    double before = samples.value(at);
    double after = samples.value(at + 1);
    if (counter && after < before) {
      before = 0;
    }
    long start = samples.time(at);
    return before
        + (after - before)
            * (double) (timeMillis - start)
            / (double) (samples.time(at + 1) - start);
  }
}
