package dev.firebucket.ruletest;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An alert that fires, or should.
///
/// @param labels with `alertname`
record GivenAlert(SortedMap<String, String> labels, SortedMap<String, String> annotations) {
  static final Comparator<GivenAlert> ORDER =
      Comparator.comparing((GivenAlert alert) -> TestText.labels(alert.labels))
          .thenComparing(alert -> TestText.labels(alert.annotations));

  static GivenAlert of(Map<String, String> labels, Map<String, String> annotations) {
    return new GivenAlert(
        Collections.unmodifiableSortedMap(new TreeMap<>(labels)),
        Collections.unmodifiableSortedMap(new TreeMap<>(annotations)));
  }
}
