package dev.firebucket.ingest.push;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that one group holds now.
///
/// @param key its labels
/// @param families by name, the two of the gateway itself left out
/// @param pushed when the last push succeeded, the epoch for never
/// @param failed when the last push failed, the epoch for never
record PushedGroup(
    GroupingKey key, SortedMap<String, Timed> families, Instant pushed, Instant failed) {
  private static final String PUSH_TIME = "push_time_seconds";
  private static final String FAILURE_TIME = "push_failure_time_seconds";

  /// A family and when it was pushed.
  record Timed(PushedFamily family, Instant pushed) {}

  PushedGroup {
    families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
  }

  static PushedGroup empty(GroupingKey key) {
    return new PushedGroup(key, Collections.emptySortedMap(), Instant.EPOCH, Instant.EPOCH);
  }

  /// The group after a push.
  ///
  /// @param replace whether families that were not pushed go
  PushedGroup with(Map<String, PushedFamily> pushedFamilies, boolean replace, Instant now) {
    SortedMap<String, Timed> all = new TreeMap<>(replace ? Map.of() : families);
    for (PushedFamily family : pushedFamilies.values()) {
      if (!family.name().equals(PUSH_TIME) && !family.name().equals(FAILURE_TIME)) {
        all.put(family.name(), new Timed(labelled(family), now));
      }
    }
    return new PushedGroup(key, all, now, failed);
  }

  PushedGroup withFailure(Instant now) {
    return new PushedGroup(key, families, pushed, now);
  }

  boolean lastPushSucceeded() {
    return pushed.isAfter(failed);
  }

  /// Every family, the two of the gateway itself among them.
  SortedMap<String, Timed> allFamilies() {
    SortedMap<String, Timed> all = new TreeMap<>(families);
    all.put(
        PUSH_TIME,
        own(
            PUSH_TIME,
            "Last Unix time when changing this group in the Pushgateway succeeded.",
            pushed));
    all.put(
        FAILURE_TIME,
        own(
            FAILURE_TIME,
            "Last Unix time when changing this group in the Pushgateway failed.",
            failed));
    return all;
  }

  private Timed own(String name, String help, Instant time) {
    double seconds = ((double) time.getEpochSecond() * 1e9 + time.getNano()) / 1e9;
    PushedMetric metric = new PushedMetric(new TreeMap<>(), new MetricValue.Simple(seconds), false);
    PushedFamily family = new PushedFamily(name, help, FamilyType.GAUGE, List.of(metric));
    return new Timed(labelled(family), pushed.isAfter(failed) ? pushed : failed);
  }

  /// The labels of the group go over those that were pushed. A metric without `instance` gets an
  /// empty one, which keeps a scraper that honours labels from adding its own.
  private PushedFamily labelled(PushedFamily family) {
    return family.withMetrics(
        family.metrics().stream()
            .map(
                metric -> {
                  SortedMap<String, String> labels = new TreeMap<>(metric.labels());
                  labels.putAll(key.labels());
                  labels.putIfAbsent("instance", "");
                  return new PushedMetric(labels, metric.value(), metric.timestamped());
                })
            .toList());
  }
}
