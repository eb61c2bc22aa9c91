package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.kernel.aggregate.Quantile;

/// `quantile_over_time`: the quantile of the samples of the window.
final class QuantileOverTime implements WindowFunction {
  private double[] sorted = new double[0];

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    int size = window.size();
    if (sorted.length < size) {
      sorted = new double[Math.max(size, sorted.length * 2)];
    }
    for (int i = 0; i < size; i++) {
      sorted[i] = window.samples().value(window.from() + i);
    }
    out.set(step, Quantile.of(parameter, sorted, size));
  }
}
