package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// `ts_of_first_over_time` and its kin: when a sample of the window was, in seconds.
final class TimeOverTime {
  private TimeOverTime() {}

  static double first(Samples samples, int from, int to) {
    return seconds(samples, from);
  }

  /// Of times before 1970 Prometheus makes 0 here.
  static double last(Samples samples, int from, int to) {
    return Math.max(0, seconds(samples, to - 1));
  }

  /// Of the last of equally small ones.
  static double least(Samples samples, int from, int to) {
    int least = from;
    for (int i = from + 1; i < to; i++) {
      double before = samples.value(least);
      if (samples.value(i) <= before || Double.isNaN(before)) {
        least = i;
      }
    }
    return seconds(samples, least);
  }

  /// Of the last of equally large ones.
  static double greatest(Samples samples, int from, int to) {
    int greatest = from;
    for (int i = from + 1; i < to; i++) {
      double before = samples.value(greatest);
      if (samples.value(i) >= before || Double.isNaN(before)) {
        greatest = i;
      }
    }
    return seconds(samples, greatest);
  }

  private static double seconds(Samples samples, int index) {
    return samples.time(index) / 1000.0;
  }
}
