package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// `h </ 5` and `h >/ 5`: the observations below, or above, a value; those of the bucket that holds
/// the value are divided by interpolation, and the sum is estimated again (`TrimBuckets`).
public final class HistogramTrim {
  private final WorkingHistogram working;
  private final FloatHistogram histogram;
  private final TrimmedBucket trimmer;
  private double count;
  private double sum;
  private boolean changed;
  private boolean hasPositive;
  private boolean hasNegative;

  private HistogramTrim(FloatHistogram histogram, double limit, boolean keepLower) {
    this.histogram = histogram;
    this.working = WorkingHistogram.of(histogram);
    this.trimmer =
        new TrimmedBucket(limit, keepLower, histogram.schema() == FloatHistogram.CUSTOM_BUCKETS);
  }

  /// @param keepLower whether what is below the limit stays, else what is above
  public static FloatHistogram of(FloatHistogram histogram, double limit, boolean keepLower) {
    return new HistogramTrim(histogram, limit, keepLower).trim();
  }

  private FloatHistogram trim() {
    hasPositive = trim(working.positive(), true);
    hasNegative = trim(working.negative(), false);
    if (histogram.zeroCount() > 0) {
      trimZeroBucket();
    }
    if (!changed) {
      return histogram;
    }
    working.total(count, sum);
    return working.compact().finish();
  }

  /// Returns whether the side holds anything.
  private boolean trim(Buckets buckets, boolean positive) {
    boolean holdsAny = false;
    for (int i = 0; i < buckets.size(); i++) {
      double before = buckets.count(i);
      if (before == 0) {
        continue;
      }
      holdsAny = true;
      double far = upper(buckets.index(i));
      double near = upper(buckets.index(i) - 1);
      Bucket bucket =
          positive
              ? new Bucket(near, far, false, true, before)
              : new Bucket(-far, -near, true, false, before);
      TrimmedBucket.Kept kept = trimmer.trim(bucket, positive);
      take(kept);
      if (kept.count() != before || kept.gone()) {
        buckets.set(i, kept.count());
        changed = true;
      }
    }
    return holdsAny;
  }

  private double upper(int index) {
    return BucketBounds.upper(index, histogram.schema(), histogram.customBounds());
  }

  private void trimZeroBucket() {
    double lower = hasPositive && !hasNegative ? 0 : -histogram.zeroThreshold();
    double upper = hasNegative && !hasPositive ? 0 : histogram.zeroThreshold();
    TrimmedBucket.Kept kept = trimmer.trimZero(lower, upper, histogram.zeroCount());
    if (kept.count() != histogram.zeroCount()) {
      working.zeroCount(kept.count());
      changed = true;
    }
    take(kept);
  }

  private void take(TrimmedBucket.Kept kept) {
    if (!kept.gone()) {
      count += kept.count();
      sum += kept.middle() * kept.count();
    }
  }
}
