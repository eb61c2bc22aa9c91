package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Series that a selector searches together: those of one metric, or all.
///
/// They are sorted by labels, and each label that a matcher has named is indexed by value; both are
/// rebuilt on the first use after series were added. Not thread-safe.
final class SeriesGroup {
  /// All series of the process, by number.
  private final List<StoredSeries> series;

  private int[] numbers = new int[4];
  private int size;
  private int sortedSize;

  /// By label name, then by value (empty if the label is missing): indexes in the order.
  private final Map<String, Map<String, int[]>> placesByLabel = new HashMap<>();

  SeriesGroup(List<StoredSeries> series) {
    this.series = series;
  }

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  /// The series of a set that satisfy all matchers, sorted by labels.
  List<StoredSeries> select(BitSet candidates, List<LabelMatcher> matchers) {
    sort();
    BitSet places = new BitSet(size);
    places.set(0, size);
    for (LabelMatcher matcher : matchers) {
      places.and(placesOf(matcher));
    }
    List<StoredSeries> selected = new ArrayList<>();
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      if (candidates.get(numbers[place])) {
        selected.add(series.get(numbers[place]));
      }
    }
    return selected;
  }

  private void sort() {
    if (sortedSize < size) {
      numbers =
          Arrays.stream(numbers, 0, size)
              .boxed()
              .sorted(Comparator.comparing(number -> series.get(number).labels()))
              .mapToInt(Integer::intValue)
              .toArray();
      sortedSize = size;
      placesByLabel.clear();
    }
  }

  /// Each distinct value is tested once: regular expressions are expensive.
  private BitSet placesOf(LabelMatcher matcher) {
    Map<String, int[]> byValue = placesByLabel.computeIfAbsent(matcher.name(), this::placesByValue);
    BitSet places = new BitSet(size);
    if (matcher.type() == LabelMatcher.Type.EQUAL) {
      set(places, byValue.getOrDefault(matcher.value(), new int[0]));
    } else {
      byValue.forEach(
          (value, ofValue) -> {
            if (matcher.matches(value)) {
              set(places, ofValue);
            }
          });
    }
    return places;
  }

  private static void set(BitSet places, int[] some) {
    for (int place : some) {
      places.set(place);
    }
  }

  private Map<String, int[]> placesByValue(String name) {
    Map<String, List<Integer>> gathered = new HashMap<>();
    for (int place = 0; place < size; place++) {
      LabelSet labels = series.get(numbers[place]).labels();
      gathered.computeIfAbsent(labels.value(name), value -> new ArrayList<>()).add(place);
    }
    Map<String, int[]> byValue = HashMap.newHashMap(gathered.size());
    gathered.forEach(
        (value, places) ->
            byValue.put(value, places.stream().mapToInt(Integer::intValue).toArray()));
    return byValue;
  }
}
