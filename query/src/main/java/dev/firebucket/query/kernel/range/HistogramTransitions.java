package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.HistogramEquality;
import dev.firebucket.storage.model.FloatHistogram;

/// What counts for `changes` and `resets` in a series that has histograms: from a float to a
/// histogram, or back, is both.
final class HistogramTransitions {
  private HistogramTransitions() {}

  static boolean isChange(Samples samples, int at) {
    FloatHistogram before = samples.histogram(at - 1);
    FloatHistogram now = samples.histogram(at);
    if (before == null && now == null) {
      return Transitions.isChange(samples, at);
    }
    return before == null || now == null || !HistogramEquality.same(now, before);
  }

  static boolean isReset(Samples samples, int at) {
    FloatHistogram before = samples.histogram(at - 1);
    FloatHistogram now = samples.histogram(at);
    if (before == null && now == null) {
      return Transitions.isReset(samples, at);
    }
    return before == null || now == null || CounterReset.between(before, now);
  }

  /// A reset, or a count that began between two samples of one kind.
  static boolean isResetOrStart(Samples samples, int at) {
    boolean alike = (samples.histogram(at) == null) == (samples.histogram(at - 1) == null);
    return isReset(samples, at) || (alike && StartTimestamps.reset(samples, at));
  }
}
