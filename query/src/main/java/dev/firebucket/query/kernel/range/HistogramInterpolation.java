package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The histogram between two (`interpolateHistograms` in `promql/functions.go`).
final class HistogramInterpolation {
  private HistogramInterpolation() {}

  /// The histogram at a time between the samples `at` and `at + 1`, which both are histograms.
  ///
  /// @param counter whether a reset means that counting began at the first sample's time
  /// @param remarks collects annotations
  /// @return null where only one of them has custom bounds
  static @Nullable FloatHistogram between(
      Samples samples, int at, long timeMillis, boolean counter, Remarks remarks) {
    FloatHistogram before = samples.histogramAt(at);
    FloatHistogram after = samples.histogramAt(at + 1);
    long start = samples.time(at);
    long end = samples.time(at + 1);
    if (timeMillis == start) {
      return before;
    }
    if (timeMillis == end) {
      return after;
    }
    double fraction = (double) (timeMillis - start) / (double) (end - start);
    WorkingHistogram result = WorkingHistogram.of(after);
    if (counter && CounterReset.between(before, after)) {
      return result.multiply(fraction).finish();
    }
    Set<Finding> subtracted = result.subtract(before);
    if (subtracted.contains(Finding.INCOMPATIBLE)) {
      remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
      return null;
    }
    result.multiply(fraction);
    Set<Finding> added = result.add(before);
    if (subtracted.contains(Finding.RECONCILED_BOUNDS)) {
      remarks.add(Remark.RECONCILED_BOUNDS_IN_SUBTRACTION);
    }
    if (added.contains(Finding.RECONCILED_BOUNDS)) {
      remarks.add(Remark.RECONCILED_BOUNDS_IN_ADDITION);
    }
    return result.finish();
  }
}
