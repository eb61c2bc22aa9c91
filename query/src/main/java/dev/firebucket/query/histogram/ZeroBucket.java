package dev.firebucket.query.histogram;

/// Zero buckets of different width, brought to one: wide enough for both, and not ending inside a
/// bucket that holds anything (`reconcileZeroBuckets`).
final class ZeroBucket {
  private ZeroBucket() {}

  /// What the other histogram's zero bucket would hold.
  ///
  /// @param lost to rounding while buckets were added to it
  record Observations(double count, double lost) {}

  /// A wider zero bucket.
  private record Widened(double count, double threshold, double lost) {}

  /// Widens the zero bucket of `own` where it must be, and says what that of `other` would hold;
  /// `other` stays as it is.
  static Observations reconcile(WorkingHistogram own, WorkingHistogram other) {
    double count = other.zeroCount();
    double threshold = other.zeroThreshold();
    double lost = 0;
    // What is no number is neither wider nor narrower: nothing can be brought to it.
    boolean comparable = !Double.isNaN(threshold) && !Double.isNaN(own.zeroThreshold());
    while (comparable && threshold != own.zeroThreshold()) {
      if (own.zeroThreshold() > threshold) {
        Widened wider = widen(other, own.zeroThreshold(), 0);
        count = wider.count();
        threshold = wider.threshold();
        lost = wider.lost();
      }
      if (threshold > own.zeroThreshold()) {
        Widened wider = widen(own, threshold, own.lostZeroCount());
        own.widenZeroBucket(wider.threshold(), wider.count(), wider.lost());
        trim(own);
      }
    }
    return new Observations(count, lost);
  }

  /// What a zero bucket of at least some width holds.
  private static Widened widen(WorkingHistogram histogram, double atLeast, double lostBefore) {
    if (atLeast == histogram.zeroThreshold()) {
      return new Widened(histogram.zeroCount(), atLeast, lostBefore);
    }
    double threshold = atLeast;
    double lost = lostBefore;
    while (true) {
      Widened positive =
          take(histogram.positive(), histogram, threshold, histogram.zeroCount(), lost);
      Widened both =
          take(
              histogram.negative(),
              histogram,
              positive.threshold(),
              positive.count(),
              positive.lost());
      // The compensation survives a restart of the sum, as in Prometheus.
      lost = both.lost();
      if (both.threshold() == positive.threshold()) {
        return both;
      }
      threshold = both.threshold();
    }
  }

  /// Takes the buckets of one side in that begin below the threshold; it moves to the end of one
  /// that holds anything and ends beyond.
  private static Widened take(
      Buckets buckets,
      WorkingHistogram histogram,
      double threshold,
      double countBefore,
      double lostBefore) {
    double count = countBefore;
    double lost = lostBefore;
    for (int i = 0; i < buckets.size(); i++) {
      int index = buckets.index(i);
      if (BucketBounds.exponential(index - 1, histogram.schema()) >= threshold) {
        break;
      }
      double total = count + buckets.count(i);
      lost = Kahan.lost(buckets.count(i), count, total, lost);
      count = total + buckets.lost(i);
      lost = Kahan.lost(buckets.lost(i), total, count, lost);
      double upper = BucketBounds.exponential(index, histogram.schema());
      if (upper > threshold) {
        return new Widened(count, buckets.count(i) == 0 ? threshold : upper, lost);
      }
    }
    return new Widened(count, threshold, lost);
  }

  /// Removes the buckets that the zero bucket has taken in.
  private static void trim(WorkingHistogram histogram) {
    trim(histogram.positive(), histogram);
    trim(histogram.negative(), histogram);
    histogram.compact();
  }

  private static void trim(Buckets buckets, WorkingHistogram histogram) {
    for (int i = 0; i < buckets.size(); i++) {
      double lower = BucketBounds.exponential(buckets.index(i) - 1, histogram.schema());
      if (lower >= histogram.zeroThreshold()) {
        return;
      }
      buckets.clear(i);
    }
  }
}
