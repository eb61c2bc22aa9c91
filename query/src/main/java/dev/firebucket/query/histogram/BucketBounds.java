package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// Where buckets end.
///
/// A standard schema n divides each power of two into 2^n buckets of equal width on a logarithmic
/// scale; below 0, buckets are that much wider than powers of two.
final class BucketBounds {
  private static final int FINEST = 8;
  private static final int MOST_IN_A_POWER = 1 << FINEST;

  /// Beyond the greatest double: the last bucket of finite numbers ends there, and is said to end
  /// at the greatest double, so that the infinities have a bucket of their own behind it.
  private static final int BEYOND_DOUBLES = 1024;

  /// The bounds of schema 8 in [0.5, 1); those of coarser schemas are among them.
  private static final double[] FRACTIONS = fractions();

  private BucketBounds() {}

  /// The upper bound of a bucket, in absolute value.
  ///
  /// @param customBounds of schema -53; ignored by others
  static double upper(int index, int schema, double[] customBounds) {
    return schema == FloatHistogram.CUSTOM_BUCKETS
        ? custom(index, customBounds)
        : exponential(index, schema);
  }

  /// The upper bound of a custom bucket; the last one has no end.
  static double custom(int index, double[] bounds) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  /// The upper bound of a bucket of a standard schema.
  static double exponential(int index, int schema) {
    if (schema < 0) {
      int exponent = index << -schema;
      return exponent == BEYOND_DOUBLES ? Double.MAX_VALUE : Math.scalb(1.0, exponent);
    }
    int inPower = index & ((1 << schema) - 1);
    int exponent = (index >> schema) + 1;
    if (inPower == 0 && exponent == BEYOND_DOUBLES + 1) {
      return Double.MAX_VALUE;
    }
    return Math.scalb(FRACTIONS[inPower << (FINEST - schema)], exponent);
  }

  /// Each bound is the product of the roots of two that its binary digits name, from the greatest
  /// on. That comes out as Prometheus' table of constants has it, to the last bit.
  private static double[] fractions() {
    double[] fractions = new double[MOST_IN_A_POWER];
    for (int i = 0; i < MOST_IN_A_POWER; i++) {
      double root = Math.sqrt(2);
      double bound = i < MOST_IN_A_POWER / 2 ? 0.5 : 1 / root;
      for (int digit = MOST_IN_A_POWER / 4; digit > 0; digit >>= 1) {
        root = Math.sqrt(root);
        bound *= (i & digit) == 0 ? 1 : root;
      }
      fractions[i] = bound;
    }
    return fractions;
  }

  /// The index of a bucket's place in a coarser schema.
  static int coarser(int index, int schema, int target) {
    return ((index - 1) >> Math.min(schema - target, Integer.SIZE - 1)) + 1;
  }
}
