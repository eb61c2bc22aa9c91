package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// `stdvar_over_time`: the population variance by Welford's recurrence, carrying rounding errors.
final class VarianceOverTime {
  private VarianceOverTime() {}

  static double evaluate(Samples samples, int from, int to) {
    double count = 0;
    KahanSum mean = new KahanSum(0);
    KahanSum squares = new KahanSum(0);
    for (int i = from; i < to; i++) {
      count++;
      double value = samples.value(i);
      double delta = value - mean.total();
      mean.add(delta / count);
      squares.add(delta * (value - mean.total()));
    }
    return squares.total() / count;
  }
}
