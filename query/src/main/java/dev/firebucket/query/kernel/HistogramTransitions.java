package dev.firebucket.query.kernel;

import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.HistogramEquality;
import dev.firebucket.storage.model.FloatHistogram;

/// `changes` and `resets` of a series that has histograms: from a float to a histogram, or back, is
/// both.
final class HistogramTransitions {
  private HistogramTransitions() {}

  static double changes(Samples samples, int from, int to) {
    int changes = 0;
    for (int i = from + 1; i < to; i++) {
      changes += changes(samples, i) ? 1 : 0;
    }
    return changes;
  }

  private static boolean changes(Samples samples, int at) {
    FloatHistogram before = samples.histogram(at - 1);
    FloatHistogram now = samples.histogram(at);
    if (before == null && now == null) {
      return Transitions.changes(samples, at - 1, at + 1) > 0;
    }
    return before == null || now == null || !HistogramEquality.same(now, before);
  }

  static double resets(Samples samples, int from, int to) {
    int resets = 0;
    for (int i = from + 1; i < to; i++) {
      resets += resets(samples, i) ? 1 : 0;
    }
    return resets;
  }

  /// Resets, and counts that began between two samples.
  static double resetsOrStarts(Samples samples, int from, int to) {
    int resets = 0;
    for (int i = from + 1; i < to; i++) {
      resets += resets(samples, i) || startedAlike(samples, i) ? 1 : 0;
    }
    return resets;
  }

  private static boolean startedAlike(Samples samples, int at) {
    boolean alike = (samples.histogram(at) == null) == (samples.histogram(at - 1) == null);
    return alike && StartTimestamps.reset(samples, at);
  }

  private static boolean resets(Samples samples, int at) {
    FloatHistogram before = samples.histogram(at - 1);
    FloatHistogram now = samples.histogram(at);
    if (before == null && now == null) {
      return Transitions.resets(samples, at - 1, at + 1) > 0;
    }
    return before == null || now == null || CounterReset.between(before, now);
  }
}
