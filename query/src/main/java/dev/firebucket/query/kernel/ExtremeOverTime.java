package dev.firebucket.query.kernel;

/// `min_over_time` and `max_over_time`: NaN only where all samples are.
final class ExtremeOverTime {
  private ExtremeOverTime() {}

  static double least(Samples samples, int from, int to) {
    double least = samples.value(from);
    for (int i = from + 1; i < to; i++) {
      double value = samples.value(i);
      if (value < least || Double.isNaN(least)) {
        least = value;
      }
    }
    return least;
  }

  static double greatest(Samples samples, int from, int to) {
    double greatest = samples.value(from);
    for (int i = from + 1; i < to; i++) {
      double value = samples.value(i);
      if (value > greatest || Double.isNaN(greatest)) {
        greatest = value;
      }
    }
    return greatest;
  }
}
