package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Every series that this process has met, each once, under a small number: files then hold sets of
/// numbers, and a metric's series are found without looking at the others.
///
/// Safe for use by several threads.
final class SeriesIndex {
  /// From so many on, comparing labels takes longer than looking up places.
  private static final int MANY = 1000;

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Long, LabelSet> labelsById = new HashMap<>();
  private final List<StoredSeries> series = new ArrayList<>();
  private final IdentityHashMap<StoredSeries, Integer> places = new IdentityHashMap<>();
  private final Map<String, Numbers> byMetric = new HashMap<>();

  /// What makes a series: ids of different label sets might be the same.
  private record Key(long id, LabelSet labels) {}

  /// The number of a series, a new one where it is not known yet.
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
    byMetric.computeIfAbsent(labels.metricName(), name -> new Numbers()).add(number);
    return number;
  }

  /// The labels of an id, null where no series of it is known.
  synchronized @Nullable LabelSet labels(long id) {
    return labelsById.get(id);
  }

  /// Of the series of a set, those that fulfil all matchers, sorted by labels.
  synchronized List<StoredSeries> select(BitSet candidates, List<LabelMatcher> matchers) {
    List<ValueTest> tests = matchers.stream().map(ValueTest::new).toList();
    List<StoredSeries> selected = new ArrayList<>();
    for (int number : narrow(candidates, matchers)) {
      StoredSeries one = series.get(number);
      if (candidates.get(number) && passes(tests, one.labels())) {
        selected.add(one);
      }
    }
    sort(selected);
    return selected;
  }

  private static boolean passes(List<ValueTest> tests, LabelSet labels) {
    for (ValueTest test : tests) {
      if (!test.passes(labels)) {
        return false;
      }
    }
    return true;
  }

  /// Many series are sorted by their places in an order of all, made anew when series have come.
  private void sort(List<StoredSeries> selected) {
    if (selected.size() < MANY) {
      selected.sort(Comparator.comparing(StoredSeries::labels));
      return;
    }
    if (places.size() != series.size()) {
      places.clear();
      List<StoredSeries> ordered = new ArrayList<>(series);
      ordered.sort(Comparator.comparing(StoredSeries::labels));
      for (StoredSeries one : ordered) {
        places.put(one, places.size());
      }
    }
    selected.sort(Comparator.comparingInt(one -> Objects.requireNonNull(places.get(one))));
  }

  /// The numbers to look at: those of one metric where a matcher names it.
  private int[] narrow(BitSet candidates, List<LabelMatcher> matchers) {
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(LabelSet.NAME) && matcher.type() == LabelMatcher.Type.EQUAL) {
        Numbers ofMetric = byMetric.get(matcher.value());
        return ofMetric == null ? new int[0] : ofMetric.toArray();
      }
    }
    return candidates.stream().toArray();
  }

  /// A matcher that asks each distinct value once: regular expressions are dear.
  private static final class ValueTest {
    private final LabelMatcher matcher;
    private final Map<String, Boolean> known = new HashMap<>();

    ValueTest(LabelMatcher matcher) {
      this.matcher = matcher;
    }

    boolean passes(LabelSet labels) {
      String value = labels.value(matcher.name());
      return switch (matcher.type()) {
        case EQUAL -> value.equals(matcher.value());
        case NOT_EQUAL -> !value.equals(matcher.value());
        case REGEX, NOT_REGEX -> known.computeIfAbsent(value, matcher::matches);
      };
    }
  }

  /// A growing list of ints.
  private static final class Numbers {
    private int[] numbers = new int[4];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
    }

    int[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
