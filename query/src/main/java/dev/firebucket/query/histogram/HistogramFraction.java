package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// The share of the observations of a native histogram between two values (`HistogramFraction` in
/// `promql/quantile.go`).
public final class HistogramFraction {
  private final FloatHistogram histogram;
  private final Rank lower;
  private final Rank upper;

  private HistogramFraction(double lower, double upper, FloatHistogram histogram) {
    this.histogram = histogram;
    this.lower = new Rank(lower);
    this.upper = new Rank(upper);
  }

  /// How many observations lie below a value, as soon as that is known.
  private static final class Rank {
    private final double value;
    private double rank;
    private boolean known;

    Rank(double value) {
      this.value = value;
    }

    void set(double found) {
      if (!known) {
        rank = found;
        known = true;
      }
    }

    double atMost(double count) {
      return !known || rank > count ? count : rank;
    }
  }

  public static double between(
      double lower, double upper, FloatHistogram histogram, Remarks remarks) {
    if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    return lower >= upper ? 0 : new HistogramFraction(lower, upper, histogram).find(remarks);
  }

  private double find(Remarks remarks) {
    BucketCursor buckets = BucketCursor.ascending(histogram);
    double count = 0;
    double rank = 0;
    while (!(lower.known && upper.known) && buckets.next()) {
      Bucket bucket = buckets.bucket();
      count += bucket.count();
      look(lower, upper, bucket, rank);
      rank += bucket.count();
    }
    if (!Double.isNaN(histogram.sum())) {
      count = histogram.count();
    } else {
      // Observations of NaN are in no bucket.
      while (buckets.next()) {
        count += buckets.count();
      }
      if (count < histogram.count()) {
        remarks.add(Remark.NAN_IS_IN_NO_FRACTION);
      }
    }
    return (upper.atMost(count) - lower.atMost(count)) / histogram.count();
  }

  private void look(Rank first, Rank second, Bucket met, double rank) {
    boolean zero = met.lower() <= 0 && met.upper() >= 0;
    Bucket bucket = zero ? ofOneSign(met) : met;
    boolean linear = zero || histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
    for (Rank end : new Rank[] {first, second}) {
      if (bucket.lower() >= end.value) {
        end.set(rank);
      } else if (bucket.upper() > end.value) {
        end.set(interpolate(bucket, rank, end.value, linear));
      }
    }
  }

  private Bucket ofOneSign(Bucket bucket) {
    boolean anyNegative = histogram.negativeBuckets().length > 0;
    boolean anyPositive = histogram.positiveBuckets().length > 0;
    if (anyPositive && !anyNegative) {
      return bucket.between(0, bucket.upper());
    }
    return anyNegative && !anyPositive ? bucket.between(bucket.lower(), 0) : bucket;
  }

  private static double interpolate(Bucket bucket, double rank, double value, boolean linear) {
    // Without a beginning, nothing can be said of where in the bucket observations are.
    if (linear && bucket.lower() == Double.NEGATIVE_INFINITY) {
      return bucket.count();
    }
    return rank + bucket.count() * bucket.fractionBelow(value, linear);
  }
}
