package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// Reads the buckets of a histogram one after another, from the lowest to the highest or back:
/// negative ones, the zero bucket where it holds anything, positive ones. Where the zero bucket
/// reaches into a neighbour, the neighbour ends at it.
///
/// Not for use by several threads.
public final class BucketCursor {
  private final FloatHistogram histogram;
  private final int[] negative;
  private final int[] positive;
  private final boolean ascending;
  private int place;
  private double lower;
  private double upper;
  private double count;
  private boolean lowerInclusive;
  private boolean upperInclusive;

  private BucketCursor(FloatHistogram histogram, boolean ascending) {
    this.histogram = histogram;
    this.ascending = ascending;
    this.negative = Buckets.indexes(histogram.negativeSpans(), histogram.negativeBuckets().length);
    this.positive = Buckets.indexes(histogram.positiveSpans(), histogram.positiveBuckets().length);
    this.place = ascending ? -negative.length - 1 : positive.length + 1;
  }

  /// From the lowest bucket to the highest.
  public static BucketCursor ascending(FloatHistogram histogram) {
    return new BucketCursor(histogram, true);
  }

  /// From the highest bucket to the lowest.
  static BucketCursor descending(FloatHistogram histogram) {
    return new BucketCursor(histogram, false);
  }

  /// Moves to the next bucket; before the first call there is no current bucket.
  public boolean next() {
    place += ascending ? 1 : -1;
    if (place == 0 && !(histogram.zeroCount() > 0)) {
      place += ascending ? 1 : -1;
    }
    if (place == 0) {
      zero();
      return true;
    }
    if (place > positive.length || -place > negative.length) {
      return false;
    }
    if (place > 0) {
      positive(place - 1);
    } else {
      negative(-place - 1);
    }
    return true;
  }

  private void zero() {
    lower = -histogram.zeroThreshold();
    upper = histogram.zeroThreshold();
    lowerInclusive = true;
    upperInclusive = true;
    count = histogram.zeroCount();
  }

  private void positive(int at) {
    int index = positive[at];
    lower = BucketBounds.upper(index - 1, histogram.schema(), histogram.customBounds());
    upper = BucketBounds.upper(index, histogram.schema(), histogram.customBounds());
    count = histogram.positiveBuckets()[at];
    describe(index);
    if (lower > 0 && lower < histogram.zeroThreshold()) {
      lower = histogram.zeroThreshold();
    } else if (upper < 0 && upper > -histogram.zeroThreshold()) {
      upper = -histogram.zeroThreshold();
    }
  }

  private void negative(int at) {
    int index = negative[at];
    lower = -BucketBounds.upper(index, histogram.schema(), histogram.customBounds());
    upper = -BucketBounds.upper(index - 1, histogram.schema(), histogram.customBounds());
    count = histogram.negativeBuckets()[at];
    describe(index);
    if (upper < 0 && upper > -histogram.zeroThreshold()) {
      upper = -histogram.zeroThreshold();
    }
  }

  private void describe(int index) {
    boolean custom = histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
    lowerInclusive = custom ? index == 0 : lower < 0;
    upperInclusive = custom || upper > 0;
  }

  public double lower() {
    return lower;
  }

  public double upper() {
    return upper;
  }

  public double count() {
    return count;
  }

  /// Whether an observation at the lower bound is in the bucket.
  public boolean lowerInclusive() {
    return lowerInclusive;
  }

  /// Whether an observation at the upper bound is in the bucket.
  public boolean upperInclusive() {
    return upperInclusive;
  }

  /// The bucket as a value.
  Bucket bucket() {
    return new Bucket(lower, upper, lowerInclusive, upperInclusive, count);
  }
}
