package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// `avg_over_time`: the sum divided by the count; where the sum would overflow, the mean is carried
/// on from there sample by sample.
final class AverageOverTime {
  private AverageOverTime() {}

  static double evaluate(Samples samples, int from, int to) {
    KahanSum sum = new KahanSum(samples.value(from));
    double count = 1;
    for (int i = from + 1; i < to; i++) {
      double sumBefore = sum.sum();
      double lostBefore = sum.compensation();
      sum.add(samples.value(i));
      if (Double.isInfinite(sum.sum())) {
        return incremental(samples, i, to, count, sumBefore / count, lostBefore / count);
      }
      count++;
    }
    return sum.sum() / count + sum.compensation() / count;
  }

  private static double incremental(
      Samples samples, int from, int to, double countBefore, double mean, double lost) {
    double count = countBefore;
    double currentMean = mean;
    double currentLost = lost;
    for (int i = from; i < to; i++) {
      count++;
      double share = (count - 1) / count;
      double start = share * currentMean;
      double add = samples.value(i) / count;
      double total = start + add;
      double carried = share * currentLost;
      if (Double.isInfinite(total)) {
        carried = 0;
      } else if (Math.abs(start) >= Math.abs(add)) {
        carried += start - total + add;
      } else {
        carried += add - total + start;
      }
      currentMean = total;
      currentLost = carried;
    }
    return currentMean + currentLost;
  }
}
