package dev.firebucket.query.kernel.aggregate;

import java.util.Arrays;

/// The quantile of a set of values, interpolated between the two nearest ranks (`quantile` in
/// `promql/quantile.go`).
public final class Quantile {
  private Quantile() {}

  /// @param quantile below 0 gives -Inf, above 1 +Inf, NaN gives NaN
  /// @param values the first `size` are sorted in place, NaN counting as the least
  public static double of(double quantile, double[] values, int size) {
    if (size == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    int nans = moveNansToFront(values, size);
    Arrays.sort(values, nans, size);
    double rank = quantile * (size - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(size - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  private static int moveNansToFront(double[] values, int size) {
    int nans = 0;
    for (int i = 0; i < size; i++) {
      if (Double.isNaN(values[i])) {
        double value = values[nans];
        values[nans++] = values[i];
        values[i] = value;
      }
    }
    return nans;
  }
}
