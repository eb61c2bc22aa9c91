package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.query.time.WindowReach;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `rate`, `increase` and `delta` of the histograms of an `anchored` or `smoothed` window
/// (`extendedHistogramRate` in `promql/functions.go`).
///
/// @param reach of the window
/// @param extrapolation of which only the kind of rate and the window count
/// @param remarks of the series
record ExtendedHistogramRate(WindowReach reach, Extrapolation extrapolation, Remarks remarks)
    implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    WindowEdges edges = WindowEdges.of(window, reach).orElse(null);
    if (edges == null || !areAlike(window.samples(), edges)) {
      return;
    }
    WorkingHistogram difference = difference(window.samples(), edges, window.from());
    if (difference == null) {
      return;
    }
    if (extrapolation.perSecond()) {
      difference.divide(extrapolation.windowMillis() / 1000.0);
    }
    out.set(step, difference.withHint(ResetHint.GAUGE).compact().finish());
  }

  private boolean areAlike(Samples samples, WindowEdges edges) {
    boolean custom = isCustom(samples.histogramAt(edges.first()));
    for (int i = edges.first(); i <= edges.last(); i++) {
      FloatHistogram histogram = samples.histogramAt(i);
      if (isCustom(histogram) != custom) {
        remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
        return false;
      }
      if (extrapolation.counter() && histogram.resetHint() == ResetHint.GAUGE) {
        remarks.add(Remark.NOT_A_COUNTER);
      }
    }
    return true;
  }

  private @Nullable WorkingHistogram difference(Samples samples, WindowEdges edges, int oldest) {
    boolean counter = extrapolation.counter();
    FloatHistogram left =
        edges.interpolatesStart(samples)
            ? HistogramInterpolation.between(
                samples, edges.first(), edges.startMillis(), counter, remarks)
            : samples.histogramAt(edges.first());
    FloatHistogram right =
        edges.interpolatesEnd(samples, oldest)
            ? HistogramInterpolation.between(
                samples, edges.last() - 1, edges.endMillis(), counter, remarks)
            : samples.histogramAt(edges.last());
    if (left == null || right == null) {
      return null;
    }
    if (!counter && (left.resetHint() != ResetHint.GAUGE || right.resetHint() != ResetHint.GAUGE)) {
      remarks.add(Remark.NOT_A_GAUGE);
    }
    WorkingHistogram difference = WorkingHistogram.of(right);
    if (!noted(difference.subtract(left), Remark.RECONCILED_BOUNDS_IN_SUBTRACTION)) {
      return null;
    }
    if (counter) {
      WorkingHistogram lost = lostInResets(samples, edges, left, right);
      if (lost != null && !noted(difference.add(lost), Remark.RECONCILED_BOUNDS_IN_ADDITION)) {
        return null;
      }
    }
    return difference;
  }

  /// What the counter had reached before each reset, added up; null where there was none. A reset
  /// between the two samples that the value at the start lies between is part of that value.
  private @Nullable WorkingHistogram lostInResets(
      Samples samples, WindowEdges edges, FloatHistogram left, FloatHistogram right) {
    int from = edges.first() + 1;
    FloatHistogram before = left;
    if (edges.interpolatesStart(samples)
        && CounterReset.between(samples.histogramAt(from - 1), samples.histogramAt(from))) {
      before = samples.histogramAt(from);
      from++;
    }
    if (from > edges.last()) {
      return null;
    }
    WorkingHistogram lost = null;
    for (int i = from; i <= edges.last(); i++) {
      // The last one is looked at as it is at the end of the window.
      FloatHistogram histogram = i == edges.last() ? right : samples.histogramAt(i);
      if (CounterReset.between(before, histogram)) {
        if (lost == null) {
          lost = WorkingHistogram.of(before);
        } else {
          noted(lost.add(before), Remark.RECONCILED_BOUNDS_IN_ADDITION);
        }
      }
      before = histogram;
    }
    return lost;
  }

  /// Says what came up; false where the two had nothing in common.
  private boolean noted(Set<Finding> findings, Remark reconciled) {
    if (findings.contains(Finding.INCOMPATIBLE)) {
      remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
      return false;
    }
    if (findings.contains(Finding.RECONCILED_BOUNDS)) {
      remarks.add(reconciled);
    }
    return true;
  }

  private static boolean isCustom(FloatHistogram histogram) {
    return histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
  }
}
