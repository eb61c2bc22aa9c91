package dev.firebucket.query.histogram;

import java.util.Arrays;

/// Custom bounds of two histograms, and their buckets brought to the bounds that both have.
final class CustomBounds {
  private CustomBounds() {}

  /// Whether they are the same.
  static boolean match(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  /// The bounds that both lists have.
  static double[] intersection(double[] a, double[] b) {
    double[] common = new double[Math.min(a.length, b.length)];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        common[size++] = a[i];
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(common, size);
  }

  /// The sum, or difference, of buckets with different bounds, in bounds that both have.
  ///
  /// @param sign 1 to add, -1 to subtract
  /// @return compensated as `a` is
  static Buckets add(
      Buckets a, double[] boundsOfA, Buckets b, double[] boundsOfB, int sign, double[] common) {
    double[] counts = new double[common.length + 1];
    double[] lost = new double[common.length + 1];
    collect(a, boundsOfA, common, counts, lost, 1);
    collect(b, boundsOfB, common, counts, lost, sign);
    return Buckets.ofRow(counts, lost);
  }

  private static void collect(
      Buckets from, double[] bounds, double[] common, double[] counts, double[] lost, int sign) {
    int target = 0;
    for (int i = 0; i < from.size(); i++) {
      double end = BucketBounds.custom(from.index(i), bounds);
      while (target < common.length && common[target] < end) {
        target++;
      }
      increase(counts, lost, target, from.count(i) * sign);
      if (from.lost(i) != 0) {
        increase(counts, lost, target, from.lost(i));
      }
    }
  }

  /// The counts of buckets in the bounds that two histograms have, the last one without an end.
  static double[] rolledUp(Buckets from, double[] bounds, double[] common) {
    double[] counts = new double[common.length + 1];
    int target = 0;
    for (int i = 0; i < from.size(); i++) {
      double end = BucketBounds.custom(from.index(i), bounds);
      while (target < common.length && common[target] < end) {
        target++;
      }
      counts[target] += from.count(i);
    }
    return counts;
  }

  private static void increase(double[] counts, double[] lost, int place, double added) {
    double total = counts[place] + added;
    lost[place] = Kahan.lost(added, counts[place], total, lost[place]);
    counts[place] = total;
  }
}
