package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.HistogramTotal;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;

/// `sum_over_time` and `avg_over_time` of histograms.
///
/// @param beginning of the sum or the mean
/// @param remarks of the series
record HistogramTotalOverTime(HistogramTotal.Beginning beginning, Remarks remarks)
    implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    Samples samples = window.samples();
    HistogramTotal total = beginning.with(samples.histogramAt(window.from()));
    for (int i = window.from() + 1; i < window.to(); i++) {
      if (!total.add(samples.histogramAt(i))) {
        remarks.add(Remark.MIXED_EXPONENTIAL_CUSTOM);
        return;
      }
    }
    remarks.addOfAggregation(total.resetsCollide(), total.reconciled());
    out.set(step, total.result().finish());
  }
}
