package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/// Fills the grid of `x smoothed`: at each step the value on the line between the samples around
/// it, or the newest one where none follows (`smoothSeries` in `promql/engine.go`).
///
/// @param lookbackMillis how far a sample may be, before and after
/// @param reference where it looks
/// @param steps of the grid
public record SmoothedKernel(long lookbackMillis, ReferenceTime reference, Steps steps) {

  /// The grid of one series.
  ///
  /// @param samples stale markers among them are passed over
  /// @param remarks collects annotations about histograms among them
  public Grid apply(Samples samples, Remarks remarks) {
    Samples fresh = samples.withoutStaleMarkers();
    SampleWindow window = new SampleWindow(fresh);
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      long time = reference.at(steps.time(step));
      window.moveTo(time - lookbackMillis, time + lookbackMillis);
      if (window.size() > 0) {
        smooth(window, time, step, out, remarks);
      }
    }
    return out.build();
  }

  private static void smooth(
      SampleWindow window, long time, int step, GridBuilder out, Remarks remarks) {
    Samples samples = window.samples();
    if (samples.hasHistograms() && isMixed(window)) {
      remarks.add(Remark.MIXED_FLOATS_HISTOGRAMS);
      return;
    }
    int next = window.from();
    while (next < window.to() && samples.time(next) < time) {
      next++;
    }
    if (next < window.to() && samples.time(next) == time) {
      out.copy(samples, next, step);
    } else if (next > window.from()) {
      between(samples, next - 1, next < window.to(), time, step, out, remarks);
    }
  }

  private static void between(
      Samples samples,
      int before,
      boolean followed,
      long time,
      int step,
      GridBuilder out,
      Remarks remarks) {
    FloatHistogram histogram = samples.histogram(before);
    if (histogram == null) {
      double value =
          followed ? Interpolation.between(samples, before, time, false) : samples.value(before);
      out.set(step, value);
    } else if (followed) {
      FloatHistogram smoothed = between(samples, before, time, remarks);
      if (smoothed != null) {
        out.set(step, smoothed);
      }
    } else {
      out.set(step, histogram.withResetHint(ResetHint.UNKNOWN));
    }
  }

  /// Histograms are counters unless both say that they are gauges.
  private static @Nullable FloatHistogram between(
      Samples samples, int before, long time, Remarks remarks) {
    FloatHistogram previous = samples.histogramAt(before);
    FloatHistogram next = samples.histogramAt(before + 1);
    boolean counter =
        previous.resetHint() != ResetHint.GAUGE || next.resetHint() != ResetHint.GAUGE;
    boolean previousCustom = previous.schema() == FloatHistogram.CUSTOM_BUCKETS;
    if (previousCustom != (next.schema() == FloatHistogram.CUSTOM_BUCKETS)) {
      remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
      return null;
    }
    return HistogramInterpolation.between(samples, before, time, counter, remarks);
  }

  private static boolean isMixed(SampleWindow window) {
    boolean histogram = window.samples().histogram(window.from()) != null;
    for (int i = window.from() + 1; i < window.to(); i++) {
      if ((window.samples().histogram(i) != null) != histogram) {
        return true;
      }
    }
    return false;
  }
}
