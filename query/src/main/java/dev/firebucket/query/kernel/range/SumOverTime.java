package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// `sum_over_time`.
final class SumOverTime {
  private SumOverTime() {}

  static double evaluate(Samples samples, int from, int to) {
    KahanSum sum = new KahanSum(0);
    for (int i = from; i < to; i++) {
      sum.add(samples.value(i));
    }
    return Double.isInfinite(sum.sum()) ? sum.sum() : sum.total();
  }
}
