package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import java.util.Set;

/// `irate` and `idelta` of a series that has histograms: the difference of the last two samples of
/// the window, which must be of one kind.
///
/// @param counter whether it is `irate`: resets are corrected, the answer is per second
/// @param starts whether a start between the two is a reset
/// @param remarks of the series
record HistogramInstantRate(boolean counter, boolean starts, Remarks remarks)
    implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    if (window.size() < 2) {
      return;
    }
    Samples samples = window.samples();
    int at = window.to() - 1;
    FloatHistogram last = samples.histogram(at);
    FloatHistogram before = samples.histogram(at - 1);
    if (last == null && before == null) {
      new InstantRate(counter, starts).evaluate(window, step, evaluationMillis, parameter, out);
      return;
    }
    if (last == null || before == null) {
      remarks.add(Remark.MIXED_FLOATS_HISTOGRAMS);
      return;
    }
    boolean bothGauges =
        last.resetHint() == ResetHint.GAUGE && before.resetHint() == ResetHint.GAUGE;
    boolean anyGauge = last.resetHint() == ResetHint.GAUGE || before.resetHint() == ResetHint.GAUGE;
    if (counter ? anyGauge : !bothGauges) {
      remarks.add(counter ? Remark.NOT_A_COUNTER : Remark.NOT_A_GAUGE);
    }
    WorkingHistogram difference = WorkingHistogram.of(last);
    boolean reset =
        counter
            && ((starts && StartTimestamps.reset(samples, at))
                || CounterReset.between(before, last));
    if (!reset) {
      Set<Finding> findings = difference.subtract(before);
      if (findings.contains(Finding.INCOMPATIBLE)) {
        remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
        return;
      }
      if (findings.contains(Finding.RECONCILED_BOUNDS)) {
        remarks.add(Remark.RECONCILED_BOUNDS_IN_SUBTRACTION);
      }
    }
    difference.withHint(ResetHint.GAUGE).compact();
    if (counter) {
      difference.divide((samples.time(at) - samples.time(at - 1)) / 1000.0);
    }
    out.set(step, difference.finish());
  }
}
