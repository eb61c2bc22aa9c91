package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The buckets of one side of a histogram that is being computed: index and count of each, in order
/// of their indexes; where sums are compensated, also what each has lost to rounding.
///
/// Not for use by several threads.
final class Buckets {
  private int[] indexes;
  private double[] counts;
  private double @Nullable [] lost;
  private int size;

  private Buckets(int[] indexes, double[] counts, double @Nullable [] lost, int size) {
    this.indexes = indexes;
    this.counts = counts;
    this.lost = lost;
    this.size = size;
  }

  static Buckets of(List<Span> spans, double[] counts) {
    return new Buckets(indexes(spans, counts.length), counts.clone(), null, counts.length);
  }

  static Buckets none() {
    return new Buckets(new int[0], new double[0], null, 0);
  }

  /// The index of each bucket of some spans.
  static int[] indexes(List<Span> spans, int count) {
    int[] indexes = new int[count];
    int index = 0;
    int next = 0;
    for (Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length() && next < count; i++) {
        indexes[next++] = index++;
      }
    }
    return indexes;
  }

  Buckets copy() {
    double[] compensation = lost;
    return new Buckets(
        Arrays.copyOf(indexes, size),
        Arrays.copyOf(counts, size),
        compensation == null ? null : Arrays.copyOf(compensation, size),
        size);
  }

  int size() {
    return size;
  }

  int index(int place) {
    return indexes[place];
  }

  double count(int place) {
    return counts[place];
  }

  double lost(int place) {
    double[] compensation = lost;
    return compensation == null ? 0 : compensation[place];
  }

  /// Sets a count to 0, with what it has lost.
  void clear(int place) {
    counts[place] = 0;
    double[] compensation = lost;
    if (compensation != null) {
      compensation[place] = 0;
    }
  }

  void set(int place, double count) {
    counts[place] = count;
  }

  /// Begins to keep what is lost to rounding.
  void compensate() {
    if (lost == null) {
      lost = new double[counts.length];
    }
  }

  void multiply(double factor) {
    for (int i = 0; i < size; i++) {
      counts[i] *= factor;
    }
  }

  void divide(double divisor) {
    for (int i = 0; i < size; i++) {
      counts[i] /= divisor;
    }
  }

  void multiplyLost(double factor) {
    double[] compensation = lost;
    for (int i = 0; compensation != null && i < size; i++) {
      compensation[i] *= factor;
    }
  }

  void divideLost(double divisor) {
    double[] compensation = lost;
    for (int i = 0; compensation != null && i < size; i++) {
      compensation[i] /= divisor;
    }
  }

  /// Adds to each count what it has lost, and keeps nothing from then on.
  ///
  /// @param from the first place that is paid back
  void settle(int from) {
    double[] compensation = lost;
    for (int i = from; compensation != null && i < size; i++) {
      counts[i] += compensation[i];
    }
    lost = null;
  }

  /// Keeps nothing of what was lost.
  void forgetLost() {
    lost = null;
  }

  /// Removes buckets that are empty.
  void compact() {
    int kept = 0;
    double[] compensation = lost;
    for (int i = 0; i < size; i++) {
      if (counts[i] == 0 && (compensation == null || compensation[i] == 0)) {
        continue;
      }
      indexes[kept] = indexes[i];
      counts[kept] = counts[i];
      if (compensation != null) {
        compensation[kept] = compensation[i];
      }
      kept++;
    }
    size = kept;
  }

  /// Merges buckets into those of a coarser schema.
  void reduce(int schema, int target) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int index = BucketBounds.coarser(indexes[i], schema, target);
      if (kept > 0 && indexes[kept - 1] == index) {
        addTo(kept - 1, counts[i], lost(i));
        continue;
      }
      double compensation = lost(i);
      indexes[kept] = index;
      counts[kept] = counts[i];
      keep(kept, compensation);
      kept++;
    }
    size = kept;
  }

  /// Adds other buckets, from one of them on; those that are not there yet are inserted.
  ///
  /// @param sign 1 to add, -1 to subtract
  void add(Buckets other, int from, int sign) {
    if (from == 0 && hasTheIndexesOf(other)) {
      for (int i = 0; i < size; i++) {
        addTo(i, sign < 0 ? other.counts[i] * -1 : other.counts[i], other.lost(i) * sign);
      }
      return;
    }
    merge(other, from, sign);
  }

  private boolean hasTheIndexesOf(Buckets other) {
    return Arrays.equals(indexes, 0, size, other.indexes, 0, other.size);
  }

  private void merge(Buckets other, int from, int sign) {
    int[] mergedIndexes = new int[size + other.size - from];
    double[] mergedCounts = new double[mergedIndexes.length];
    double[] mergedLost = lost == null ? null : new double[mergedIndexes.length];
    Buckets merged = new Buckets(mergedIndexes, mergedCounts, mergedLost, 0);
    int own = 0;
    int others = from;
    while (own < size || others < other.size) {
      boolean takeOwn =
          others == other.size || (own < size && indexes[own] <= other.indexes[others]);
      if (!takeOwn) {
        double count = other.counts[others];
        merged.append(
            other.indexes[others], sign < 0 ? count * -1 : count, other.lost(others) * sign);
        others++;
        continue;
      }
      merged.append(indexes[own], counts[own], lost(own));
      if (others < other.size && indexes[own] == other.indexes[others]) {
        double count = other.counts[others];
        merged.addTo(merged.size - 1, sign < 0 ? count * -1 : count, other.lost(others) * sign);
        others++;
      }
      own++;
    }
    indexes = merged.indexes;
    counts = merged.counts;
    lost = merged.lost;
    size = merged.size;
  }

  private void append(int index, double count, double compensation) {
    indexes[size] = index;
    counts[size] = count;
    keep(size, compensation);
    size++;
  }

  private void keep(int place, double compensation) {
    double[] all = lost;
    if (all != null) {
      all[place] = compensation;
    }
  }

  private void addTo(int place, double count, double compensation) {
    double[] all = lost;
    if (all == null) {
      counts[place] += count;
      return;
    }
    increase(place, count, all);
    if (compensation != 0) {
      increase(place, compensation, all);
    }
  }

  private void increase(int place, double count, double[] all) {
    double sum = counts[place];
    double total = sum + count;
    all[place] = Kahan.lost(count, sum, total, all[place]);
    counts[place] = total;
  }

  boolean hasInfinity() {
    for (int i = 0; i < size; i++) {
      if (Double.isInfinite(counts[i])) {
        return true;
      }
    }
    return false;
  }

  double[] counts() {
    return Arrays.copyOf(counts, size);
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int end = 0;
    for (int from = 0, to; from < size; from = to) {
      to = from + 1;
      while (to < size && indexes[to] == indexes[to - 1] + 1) {
        to++;
      }
      spans.add(new Span(indexes[from] - end, to - from));
      end = indexes[to - 1] + 1;
    }
    return spans;
  }

  /// Takes over what another holds.
  void become(Buckets other) {
    indexes = other.indexes;
    counts = other.counts;
    lost = other.lost;
    size = other.size;
  }

  /// Buckets 0 to n of counts in a row, without the empty ones.
  static Buckets ofRow(double[] counts, double @Nullable [] lost) {
    int[] indexes = new int[counts.length];
    Arrays.setAll(indexes, i -> i);
    Buckets row = new Buckets(indexes, counts, lost, counts.length);
    row.compact();
    return row;
  }
}
