package dev.firebucket.query.histogram;

/// What trimming leaves of one bucket.
///
/// @param limit where it is cut
/// @param keepLower whether what is below the limit stays, else what is above
/// @param custom whether the bucket has custom bounds: observations are then taken as evenly spread
record TrimmedBucket(double limit, boolean keepLower, boolean custom) {
  /// What stays of a bucket.
  ///
  /// @param middle the value counted for each observation that is kept
  /// @param gone whether the bucket lies wholly on the side that is cut off
  record Kept(double count, double middle, boolean gone) {}

  private static final Kept NOTHING = new Kept(0, 0, true);

  /// What stays of a bucket of one sign.
  Kept trim(Bucket bucket, boolean positive) {
    boolean stays = keepLower ? bucket.upper() <= limit : bucket.lower() >= limit;
    if (stays) {
      return kept(bucket.count(), middle(bucket.lower(), bucket.upper(), positive));
    }
    boolean divided = keepLower ? bucket.lower() < limit : bucket.upper() > limit;
    if (!divided) {
      return NOTHING;
    }
    if (bucket.lower() == Double.NEGATIVE_INFINITY) {
      return withoutBeginning(bucket);
    }
    if (bucket.upper() == Double.POSITIVE_INFINITY) {
      return withoutEnd(bucket);
    }
    double below = below(bucket);
    return keepLower
        ? kept(below, middle(bucket.lower(), limit, positive))
        : kept(bucket.count() - below, middle(limit, bucket.upper(), positive));
  }

  /// What stays of the zero bucket, in which observations are taken as evenly spread.
  Kept trimZero(double lower, double upper, double count) {
    if (limit <= lower) {
      return keepLower ? kept(0, 0) : kept(count, (lower + upper) / 2);
    }
    if (limit >= upper) {
      return keepLower ? kept(count, (lower + upper) / 2) : kept(0, 0);
    }
    return keepLower
        ? kept(count * ((limit - lower) / (upper - lower)), (lower + limit) / 2)
        : kept(count * ((upper - limit) / (upper - lower)), (limit + upper) / 2);
  }

  private static Kept kept(double count, double middle) {
    return new Kept(count, middle, false);
  }

  private double below(Bucket bucket) {
    if (limit <= bucket.lower()) {
      return 0;
    }
    return limit >= bucket.upper()
        ? bucket.count()
        : bucket.count() * bucket.fractionBelow(limit, custom);
  }

  /// The position of observations in an infinite bucket is unknown: it is removed as a whole,
  /// unless its end is above zero, where it is taken to begin.
  private Kept withoutBeginning(Bucket bucket) {
    double upper = bucket.upper();
    boolean finite = upper < Double.POSITIVE_INFINITY;
    if (keepLower) {
      if (limit >= upper) {
        return kept(bucket.count(), 0);
      }
      if (limit > 0 && upper > 0 && finite) {
        return kept(bucket.count() * limit / upper, limit / 2);
      }
      return upper <= 0 ? kept(bucket.count(), limit) : kept(0, zeroIfInfinite(upper));
    }
    if (limit <= bucket.lower()) {
      return kept(bucket.count(), 0);
    }
    if (limit >= 0 && upper > limit && finite) {
      return kept(bucket.count() * (1 - limit / upper), (limit + upper) / 2);
    }
    return kept(0, zeroIfInfinite(upper));
  }

  private Kept withoutEnd(Bucket bucket) {
    return !keepLower && limit >= bucket.lower()
        ? kept(bucket.count(), limit)
        : kept(0, zeroIfInfinite(bucket.lower()));
  }

  private static double zeroIfInfinite(double bound) {
    return Double.isInfinite(bound) ? 0 : bound;
  }

  private double middle(double lower, double upper, boolean positive) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    if (custom) {
      return (lower + upper) / 2;
    }
    double mean = Math.sqrt(Math.abs(lower * upper));
    return positive ? mean : -mean;
  }
}
