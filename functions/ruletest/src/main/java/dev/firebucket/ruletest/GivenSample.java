package dev.firebucket.ruletest;

import dev.firebucket.storage.model.LabelSet;
import java.util.Comparator;

/// A sample that a query gives, or should.
///
/// @param value 0 for a histogram
/// @param histogram as [dev.firebucket.query.promqltest.InputSeries#text] writes it; empty for a
///   number
record GivenSample(LabelSet labels, double value, String histogram) {
  static final Comparator<GivenSample> ORDER = Comparator.comparing(GivenSample::labels);

  /// Whether it is what was expected. As in promtool NaN equals nothing, and a histogram's buckets
  /// are compared as they are written.
  ///
  /// @param fuzzy whether the last bit may differ
  boolean fits(GivenSample expected, boolean fuzzy) {
    return labels.equals(expected.labels)
        && histogram.equals(expected.histogram)
        && (value == expected.value || (fuzzy && isNext(expected.value)));
  }

  private boolean isNext(double other) {
    return Math.nextUp(value) == other || Math.nextDown(value) == other;
  }
}
