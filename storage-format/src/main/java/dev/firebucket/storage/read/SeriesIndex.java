package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The series of some files, each once, with a small number: files are sets of numbers, and the
/// series of a metric are found without looking at others.
///
/// It only grows. [SeriesCache] replaces one that knows mostly series of files that are gone.
/// Thread-safe.
final class SeriesIndex {
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Long, LabelSet> labelsById = new HashMap<>();
  private final List<StoredSeries> series = new ArrayList<>();
  private final SeriesGroup all = new SeriesGroup(series);
  private final Map<String, SeriesGroup> byMetric = new HashMap<>();

  /// What identifies a series: different label sets might share an id.
  private record Key(long id, LabelSet labels) {
    /// As a record does it, without method handles: they took longer than the rest of a look-up.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && id == that.id && labels.equals(that.labels);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(id);
    }
  }

  /// The number of a series, a new one if it is not known yet.
  synchronized int number(long id, LabelSet labels) {
    Key wanted = new Key(id, labels);
    Integer known = numbers.get(wanted);
    if (known != null) {
      return known;
    }
    int number = series.size();
    numbers.put(wanted, number);
    labelsById.put(id, labels);
    series.add(new StoredSeries(id, labels, number));
    all.add(number);
    byMetric.computeIfAbsent(labels.metricName(), name -> new SeriesGroup(series)).add(number);
    return number;
  }

  synchronized int size() {
    return series.size();
  }

  /// An index of some of the series only, in their order: under the numbers from 0 on.
  synchronized SeriesIndex only(BitSet kept) {
    SeriesIndex index = new SeriesIndex();
    for (int number = kept.nextSetBit(0); number >= 0; number = kept.nextSetBit(number + 1)) {
      StoredSeries one = series.get(number);
      int _ = index.number(one.id(), one.labels());
    }
    return index;
  }

  /// The labels of an id, null if no such series is known.
  synchronized @Nullable LabelSet labels(long id) {
    return labelsById.get(id);
  }

  /// The series of a set.
  synchronized List<StoredSeries> all(BitSet wanted) {
    return wanted.stream().mapToObj(series::get).toList();
  }

  /// The series of a set that satisfy all matchers, sorted by labels.
  synchronized List<StoredSeries> select(BitSet candidates, List<LabelMatcher> matchers) {
    LabelMatcher name = matchers.stream().filter(SeriesIndex::namesMetric).findFirst().orElse(null);
    if (name == null) {
      return all.select(candidates, matchers);
    }
    SeriesGroup ofMetric = byMetric.get(name.value());
    return ofMetric == null
        ? List.of()
        : ofMetric.select(candidates, matchers.stream().filter(one -> !one.equals(name)).toList());
  }

  static boolean namesMetric(LabelMatcher matcher) {
    return matcher.name().equals(LabelSet.NAME) && matcher.type() == LabelMatcher.Type.EQUAL;
  }
}
