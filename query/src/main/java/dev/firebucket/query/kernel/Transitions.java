package dev.firebucket.query.kernel;

/// `changes` and `resets`: how often neighbouring samples of the window differ, or fall.
final class Transitions {
  private Transitions() {}

  static double changes(Samples samples, int from, int to) {
    int changes = 0;
    for (int i = from + 1; i < to; i++) {
      double before = samples.value(i - 1);
      double value = samples.value(i);
      if (value != before && !(Double.isNaN(value) && Double.isNaN(before))) {
        changes++;
      }
    }
    return changes;
  }

  /// Resets, and counts that began between two samples.
  static double resetsOrStarts(Samples samples, int from, int to) {
    int resets = 0;
    for (int i = from + 1; i < to; i++) {
      boolean fell = samples.value(i) < samples.value(i - 1);
      resets += fell || StartTimestamps.reset(samples, i) ? 1 : 0;
    }
    return resets;
  }

  static double resets(Samples samples, int from, int to) {
    int resets = 0;
    for (int i = from + 1; i < to; i++) {
      if (samples.value(i) < samples.value(i - 1)) {
        resets++;
      }
    }
    return resets;
  }
}
