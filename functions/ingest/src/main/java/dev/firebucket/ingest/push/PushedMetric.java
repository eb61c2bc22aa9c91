package dev.firebucket.ingest.push;

import java.util.Collections;
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
}
