package dev.firebucket.api.status;

import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Counts labels and their values over many series.
final class LabelStatistics {
  /// How many series carry each value, by label.
  private final Map<String, Map<String, Long>> labels = new HashMap<>();

  /// A line of a top list.
  record Entry(String name, long value) {}

  void add(LabelSet series) {
    series.forEach(
        (name, value) ->
            labels.computeIfAbsent(name, key -> new HashMap<>()).merge(value, 1L, Long::sum));
  }

  /// How many different pairs of name and value there are.
  long labelPairs() {
    return labels.values().stream().mapToLong(Map::size).sum();
  }

  /// The values of a label that most series carry.
  List<Entry> seriesBy(String label, int limit) {
    return top(labels.getOrDefault(label, Map.of()), count -> count, limit);
  }

  /// The labels with most values.
  List<Entry> valuesByLabel(int limit) {
    return top(labels, Map::size, limit);
  }

  /// The labels whose values, series by series, are longest.
  List<Entry> bytesByLabel(int limit) {
    return top(labels, LabelStatistics::bytes, limit);
  }

  /// The pairs `name=value` that most series carry.
  List<Entry> seriesByPair(int limit) {
    Map<String, Long> pairs = new HashMap<>();
    labels.forEach(
        (name, values) -> values.forEach((value, count) -> pairs.put(name + "=" + value, count)));
    return top(pairs, count -> count, limit);
  }

  private static long bytes(Map<String, Long> values) {
    return values.entrySet().stream()
        .mapToLong(
            entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length * entry.getValue())
        .sum();
  }

  private static <T> List<Entry> top(Map<String, T> all, ToLongFunction<T> value, int limit) {
    return all.entrySet().stream()
        .map(entry -> new Entry(entry.getKey(), value.applyAsLong(entry.getValue())))
        .sorted(Comparator.comparingLong(Entry::value).reversed().thenComparing(Entry::name))
        .limit(limit)
        .toList();
  }
}
