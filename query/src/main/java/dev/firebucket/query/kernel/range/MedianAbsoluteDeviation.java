package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.kernel.aggregate.Quantile;

/// `mad_over_time`: the median of the distances from the median; NaN where any sample is.
final class MedianAbsoluteDeviation implements WindowFunction {
  private double[] values = new double[0];

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    int size = window.size();
    if (values.length < size) {
      values = new double[Math.max(size, values.length * 2)];
    }
    for (int i = 0; i < size; i++) {
      double value = window.samples().value(window.from() + i);
      if (Double.isNaN(value)) {
        out.set(step, Double.NaN);
        return;
      }
      values[i] = value;
    }
    double median = Quantile.of(0.5, values, size);
    for (int i = 0; i < size; i++) {
      values[i] = Math.abs(values[i] - median);
    }
    out.set(step, Quantile.of(0.5, values, size));
  }
}
