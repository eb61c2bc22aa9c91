package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `rate`, `increase` and `delta` of histograms: the last one minus the first one, plus those
/// before a reset, extrapolated by the counts of observations (`histogramRate` in
/// `promql/functions.go`).
///
/// @param starts whether it counts since when samples count
/// @param remarks of the series
record HistogramRate(Extrapolation extrapolation, boolean starts, Remarks remarks)
    implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    long windowStart = window.endMillis() - extrapolation.windowMillis();
    boolean begins =
        starts && StartTimestamps.beginsInside(window.samples(), window.from(), windowStart);
    if (window.size() < 2 && !begins) {
      return;
    }
    FloatHistogram first = histogram(window, 0);
    WorkingHistogram difference = window.size() < 2 ? null : difference(window);
    if (window.size() > 1 && difference == null) {
      return;
    }
    if (begins) {
      WorkingHistogram sinceStart = sinceStart(difference, first);
      if (sinceStart != null) {
        out.set(step, sinceStart.multiply(extrapolation.factorSinceStart(window)).finish());
      }
    } else if (difference != null) {
      double factor = extrapolation.factor(window, first.count(), difference.count());
      out.set(step, difference.multiply(factor).finish());
    }
  }

  /// With what the first sample counted since its start; null where its layout is of another kind.
  private @Nullable WorkingHistogram sinceStart(
      @Nullable WorkingHistogram difference, FloatHistogram first) {
    if (difference == null) {
      return WorkingHistogram.of(first);
    }
    Set<Finding> findings = difference.add(first);
    if (findings.contains(Finding.INCOMPATIBLE)) {
      remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
      return null;
    }
    note(findings, Remark.RECONCILED_BOUNDS_IN_ADDITION);
    return difference;
  }

  private static FloatHistogram histogram(SampleWindow window, int place) {
    return window.samples().histogramAt(window.from() + place);
  }

  /// Null where histograms with and without custom bounds are mixed.
  private @Nullable WorkingHistogram difference(SampleWindow window) {
    int last = window.size() - 1;
    FloatHistogram first = histogram(window, 0);
    boolean counter = extrapolation.counter();
    if (counter) {
      remarkGauge(first);
      remarkGauge(histogram(window, last));
    }
    // What the first one holds is of no account where a reset follows it, its layout is none
    // either.
    boolean restarted =
        counter && (started(window, 1) || CounterReset.between(first, histogram(window, 1)));
    FloatHistogram layout = restarted ? histogram(window, 1) : first;
    boolean custom = isCustom(layout);
    if (isCustom(histogram(window, last)) != custom) {
      remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
      return null;
    }
    int schema = Math.min(histogram(window, last).schema(), layout.schema());
    for (int i = 1; counter && i < last; i++) {
      FloatHistogram current = histogram(window, i);
      remarkGauge(current);
      schema = Math.min(schema, current.schema());
      if (isCustom(current) != custom) {
        remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
        return null;
      }
    }
    WorkingHistogram start =
        restarted ? WorkingHistogram.emptyLike(layout) : WorkingHistogram.of(first);
    WorkingHistogram difference = WorkingHistogram.of(histogram(window, last)).coarsened(schema);
    note(difference.subtract(start), Remark.RECONCILED_BOUNDS_IN_SUBTRACTION);
    if (counter) {
      addResets(window, restarted ? start.finish() : first, difference);
    } else {
      remarkCounter(first, histogram(window, last));
    }
    return difference.withHint(ResetHint.GAUGE).compact();
  }

  private boolean started(SampleWindow window, int place) {
    return starts && StartTimestamps.reset(window.samples(), window.from() + place);
  }

  private void addResets(SampleWindow window, FloatHistogram start, WorkingHistogram difference) {
    if (starts && StartTimestamps.anyOverlap(window.samples(), window.from(), window.to())) {
      remarks.addStartOverlap();
    }
    FloatHistogram previous = start;
    for (int i = 1; i < window.size(); i++) {
      FloatHistogram current = histogram(window, i);
      if (started(window, i) || CounterReset.between(previous, current)) {
        note(difference.add(previous), Remark.RECONCILED_BOUNDS_IN_ADDITION);
      }
      previous = current;
    }
  }

  private void note(Set<Finding> findings, Remark reconciled) {
    if (findings.contains(Finding.RECONCILED_BOUNDS)) {
      remarks.add(reconciled);
    }
  }

  private void remarkGauge(FloatHistogram histogram) {
    if (histogram.resetHint() == ResetHint.GAUGE) {
      remarks.add(Remark.NOT_A_COUNTER);
    }
  }

  private void remarkCounter(FloatHistogram first, FloatHistogram last) {
    if (first.resetHint() != ResetHint.GAUGE || last.resetHint() != ResetHint.GAUGE) {
      remarks.add(Remark.NOT_A_GAUGE);
    }
  }

  private static boolean isCustom(FloatHistogram histogram) {
    return histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
  }
}
