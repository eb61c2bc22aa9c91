package dev.firebucket.query.kernel.element;

import java.util.Arrays;
import java.util.Comparator;

/// The cumulative buckets of one classic histogram at one step, in order of their bounds
/// (`BucketQuantile` and `BucketFraction` in `promql/quantile.go`).
final class ClassicBuckets {
  /// Differences below this share of the counts are rounding errors.
  private static final double INSIGNIFICANT = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private double leastRaised;
  private double greatestRaised;
  private double greatestDifference;

  private ClassicBuckets(int capacity) {
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  /// The order of grids by their upper bounds, to fill buckets in.
  static Integer[] order(double[] upperBounds) {
    Integer[] order = new Integer[upperBounds.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> upperBounds[i]));
    return order;
  }

  static ClassicBuckets withCapacity(int capacity) {
    return new ClassicBuckets(capacity);
  }

  void clear() {
    size = 0;
    greatestDifference = 0;
  }

  /// Adds a bucket; bounds come in order, equal ones are added up.
  void add(double upperBound, double count) {
    if (size > 0 && bounds[size - 1] == upperBound) {
      counts[size - 1] += count;
      return;
    }
    bounds[size] = upperBound;
    counts[size++] = count;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Tells what the last [#quantile] had to raise.
  void tellRaised(int step, ForcedMonotonicity forced) {
    if (greatestDifference != 0) {
      forced.add(step, leastRaised, greatestRaised, greatestDifference);
    }
  }

  double quantile(double quantile) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    makeMonotonic();
    double observations = counts[size - 1];
    if (size < 2 || observations == 0) {
      return Double.NaN;
    }
    double rank = quantile * observations;
    int bucket = firstReaching(rank);
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = 0;
    double count = counts[bucket];
    if (bucket > 0) {
      start = bounds[bucket - 1];
      count -= counts[bucket - 1];
      rank -= counts[bucket - 1];
    }
    return start + (bounds[bucket] - start) * (rank / count);
  }

  /// The first bucket but the last whose count reaches the rank, by binary search as Go does it;
  /// the last one where none does.
  private int firstReaching(double rank) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// The share of observations between two values. Counts are taken as they are, even where they
  /// fall.
  double fraction(double lower, double upper) {
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double count = counts[size - 1];
    if (count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (Math.min(rankOf(upper), count) - Math.min(rankOf(lower), count)) / count;
  }

  private double rankOf(double value) {
    double rank = 0;
    for (int i = 0; i < size; i++) {
      double start = i == 0 ? (bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY) : bounds[i - 1];
      double end = bounds[i];
      if (start >= value) {
        return rank;
      }
      if (start < value && end > value) {
        double inBucket = counts[i] - rank;
        double share = inBucket * (value - start) / (end - start);
        // Of a bucket without a lower bound all observations count, without an upper one none: the
        // share is then 0, or NaN where it overflows.
        return Double.isInfinite(start) ? counts[i] : rank + share;
      }
      rank = counts[i];
    }
    return counts[size - 1];
  }

  private void makeMonotonic() {
    double before = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == before) {
        continue;
      }
      if (insignificant(before, count)) {
        counts[i] = before;
      } else if (count < before) {
        raise(i, before);
      } else {
        before = count;
      }
    }
  }

  private void raise(int bucket, double count) {
    leastRaised = greatestDifference == 0 ? bounds[bucket] : leastRaised;
    greatestRaised = bounds[bucket];
    greatestDifference = Math.max(greatestDifference, count - counts[bucket]);
    counts[bucket] = count;
  }

  private static boolean insignificant(double a, double b) {
    if (Double.isNaN(a) && Double.isNaN(b)) {
      return true;
    }
    double difference = Math.abs(a - b);
    double sum = Math.abs(a) + Math.abs(b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < INSIGNIFICANT * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < INSIGNIFICANT;
  }
}
