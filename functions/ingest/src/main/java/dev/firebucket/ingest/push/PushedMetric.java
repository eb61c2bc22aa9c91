package dev.firebucket.ingest.push;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SeriesBounds;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One metric of a family: labels and value.
///
/// @param labels by name; unlike elsewhere a label may be empty, because an empty `instance` keeps
///   a scraper from adding its own
/// @param value what it shows
/// @param timestamped whether a timestamp came with it, which a push must not have
record PushedMetric(SortedMap<String, String> labels, MetricValue value, boolean timestamped) {
  PushedMetric {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /// What is too much in its labels for it to be kept.
  ///
  /// @param family its name
  Optional<String> fault(String family) {
    long characters = family.length();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      characters += label.getKey().length() + label.getValue().length();
    }
    // A character takes three bytes at most.
    boolean isShort = characters * 3 <= SeriesBounds.MOST_OF_NAME;
    if (isShort && labels.size() < SeriesBounds.MOST_LABELS) {
      return Optional.empty();
    }
    return SeriesBounds.fault(LabelSet.of(labels).with(LabelSet.NAME, family));
  }
}
