package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// The estimated variance of the observations of a native histogram, each bucket standing for one
/// value in its middle (`histogramVariance` in `promql/functions.go`).
public final class HistogramVariance {
  private HistogramVariance() {}

  public static double of(FloatHistogram histogram) {
    double mean = histogram.sum() / histogram.count();
    double variance = 0;
    double lost = 0;
    BucketCursor buckets = BucketCursor.ascending(histogram);
    while (buckets.next()) {
      if (buckets.count() == 0) {
        continue;
      }
      double delta = middle(histogram, buckets.lower(), buckets.upper()) - mean;
      double added = buckets.count() * delta * delta;
      double total = variance + added;
      lost = Kahan.lost(added, variance, total, lost);
      variance = total;
    }
    return (variance + lost) / histogram.count();
  }

  private static double middle(FloatHistogram histogram, double lower, double upper) {
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS) {
      return (upper + lower) / 2.0;
    }
    if (lower <= 0 && upper >= 0) {
      return 0;
    }
    double middle = Math.sqrt(upper * lower);
    return upper < 0 ? -middle : middle;
  }
}
