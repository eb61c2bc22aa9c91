package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The series of one file, as numbers of a [SeriesIndex]; for a file that covers a long time, also
/// the first and last time of each.
final class FileSeries implements KnownSeries {
  /// In files that cover less than this, the times of single series make no difference.
  private static final long LONG_SPAN_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final long[] NONE = {};

  private final SeriesIndex index;
  private final BitSet numbers;
  private final int count;
  private final int[] ordered;
  private final long[] first;
  private final long[] last;
  private final long firstMillis;
  private final long lastMillis;

  private FileSeries(SeriesIndex index, BitSet numbers, int[] ordered, long[] first, long[] last) {
    this.index = index;
    this.numbers = numbers;
    this.count = numbers.cardinality();
    this.ordered = ordered;
    this.first = first;
    this.last = last;
    this.firstMillis = Arrays.stream(first).min().orElse(Long.MAX_VALUE);
    this.lastMillis = Arrays.stream(last).max().orElse(Long.MIN_VALUE);
  }

  static FileSeries of(SeriesIndex index, List<SeriesSpan> spans) {
    long from = spans.stream().mapToLong(SeriesSpan::firstMillis).min().orElse(0);
    long to = spans.stream().mapToLong(SeriesSpan::lastMillis).max().orElse(0);
    BitSet numbers = new BitSet();
    int[] ordered = new int[spans.size()];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = index.number(spans.get(i).id(), spans.get(i).labels());
      numbers.set(ordered[i]);
    }
    if (to - from < LONG_SPAN_MILLIS) {
      return new FileSeries(index, numbers, new int[0], NONE, NONE);
    }
    return new FileSeries(
        index,
        numbers,
        ordered,
        spans.stream().mapToLong(SeriesSpan::firstMillis).toArray(),
        spans.stream().mapToLong(SeriesSpan::lastMillis).toArray());
  }

  /// The same in an index of fewer series.
  ///
  /// @param moved by number in the index of before: the number in the new one
  FileSeries in(SeriesIndex fewer, int[] moved) {
    int[] inOrder = Arrays.stream(ordered).map(number -> moved[number]).toArray();
    return new FileSeries(fewer, moved(numbers, moved), inOrder, first, last);
  }

  /// @param moved by number the new one
  static BitSet moved(BitSet numbers, int[] moved) {
    BitSet renumbered = new BitSet();
    numbers.stream().forEach(number -> renumbered.set(moved[number]));
    return renumbered;
  }

  /// Adds all its numbers, whatever the time.
  void addAllTo(BitSet set) {
    set.or(numbers);
  }

  @Override
  public void addTo(BitSet set, long fromMillis, long toMillis) {
    if (ordered.length == 0 || (fromMillis <= firstMillis && toMillis >= lastMillis)) {
      set.or(numbers);
      return;
    }
    for (int i = 0; i < ordered.length; i++) {
      if (first[i] <= toMillis && last[i] >= fromMillis) {
        set.set(ordered[i]);
      }
    }
  }

  @Override
  public boolean holdsAny(BitSet set) {
    return numbers.intersects(set);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public boolean contains(int arrival) {
    return numbers.get(arrival);
  }

  @Override
  public List<StoredSeries> all() {
    return index.all(numbers);
  }

  /// About how many bytes it takes.
  long weight() {
    return 64L + numbers.size() / Byte.SIZE + ordered.length * 20L;
  }
}
