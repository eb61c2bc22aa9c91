package dev.firebucket.query.histogram;

import dev.firebucket.go.math.Exponentials;
import dev.firebucket.go.math.Logarithms;
import dev.firebucket.storage.model.FloatHistogram;

/// The quantile of the observations of a native histogram (`HistogramQuantile` in
/// `promql/quantile.go`): in custom buckets and the zero bucket they are taken as evenly spread, in
/// others evenly on a logarithmic scale.
public final class HistogramQuantile {
  private final FloatHistogram histogram;
  private final Remarks remarks;
  private final boolean forward;
  private final double rank;
  private final BucketCursor buckets;

  private HistogramQuantile(double quantile, FloatHistogram histogram, Remarks remarks) {
    this.histogram = histogram;
    this.remarks = remarks;
    // Observations of NaN count, but are in no bucket: then all must be reckoned from below.
    this.forward = Double.isNaN(histogram.sum()) || quantile < 0.5;
    this.rank = (forward ? quantile : 1 - quantile) * histogram.count();
    this.buckets = forward ? BucketCursor.ascending(histogram) : BucketCursor.descending(histogram);
  }

  /// @param quantile below 0 gives -Inf, above 1 +Inf, NaN gives NaN
  public static double of(double quantile, FloatHistogram histogram, Remarks remarks) {
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (histogram.count() == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    return new HistogramQuantile(quantile, histogram, remarks).find();
  }

  private double find() {
    Bucket bucket = new Bucket(0, 0, false, false, 0);
    double reached = 0;
    while (buckets.next()) {
      bucket = buckets.bucket();
      if (bucket.count() == 0) {
        continue;
      }
      reached += bucket.count();
      if (reached >= rank) {
        break;
      }
    }
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS) {
      if (bucket.lower() == Double.NEGATIVE_INFINITY) {
        if (bucket.upper() <= 0) {
          return bucket.upper();
        }
        bucket = bucket.between(0, bucket.upper());
      } else if (bucket.upper() == Double.POSITIVE_INFINITY) {
        return bucket.lower();
      }
    } else {
      bucket = ofOneSign(bucket, histogram);
    }
    return within(bucket, Math.min(reached, histogram.count()));
  }

  /// A zero bucket without any bucket on one side ends at zero there.
  static Bucket ofOneSign(Bucket bucket, FloatHistogram histogram) {
    if (!(bucket.lower() < 0 && bucket.upper() > 0)) {
      return bucket;
    }
    boolean anyNegative = histogram.negativeBuckets().length > 0;
    boolean anyPositive = histogram.positiveBuckets().length > 0;
    if (anyPositive && !anyNegative) {
      return bucket.between(0, bucket.upper());
    }
    return anyNegative && !anyPositive ? bucket.between(bucket.lower(), 0) : bucket;
  }

  private double within(Bucket bucket, double reached) {
    boolean mayHoldNan = Double.isNaN(histogram.sum());
    if (reached < rank) {
      if (mayHoldNan) {
        remarks.add(Remark.QUANTILE_IS_NAN);
        return Double.NaN;
      }
      return bucket.upper();
    }
    double rankInBucket = forward ? rank - (reached - bucket.count()) : reached - rank;
    Bucket last = bucket;
    if (mayHoldNan) {
      double all = reached;
      while (buckets.next()) {
        last = buckets.bucket();
        all += last.count();
      }
      if (all < histogram.count()) {
        remarks.add(Remark.QUANTILE_IS_SKEWED);
      }
    }
    // Prometheus interpolates in the bucket that it looked at last, which is another one here.
    return interpolate(last, rankInBucket / last.count());
  }

  private double interpolate(Bucket bucket, double fraction) {
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS
        || (bucket.lower() <= 0 && bucket.upper() >= 0)) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
    }
    double logLower = Logarithms.base2(Math.abs(bucket.lower()));
    double logUpper = Logarithms.base2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? Exponentials.base2(logLower + (logUpper - logLower) * fraction)
        : -Exponentials.base2(logUpper + (logLower - logUpper) * (1 - fraction));
  }
}
