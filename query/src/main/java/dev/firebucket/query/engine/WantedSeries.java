package dev.firebucket.query.engine;

import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The series of a scan, by metric.
///
/// @param series in the order of the scan
/// @param metricOf the place in `metrics` of each series
/// @param metrics their names, each once
/// @param byMetric of each metric its series, sorted by id
record WantedSeries(
    List<StoredSeries> series,
    int[] metricOf,
    List<String> metrics,
    List<List<StoredSeries>> byMetric) {

  static WantedSeries of(List<StoredSeries> series) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<List<StoredSeries>> byMetric = new ArrayList<>();
    int[] metricOf = new int[series.size()];
    for (int i = 0; i < metricOf.length; i++) {
      String metric = series.get(i).labels().metricName();
      Integer known = places.putIfAbsent(metric, places.size());
      if (known == null) {
        byMetric.add(new ArrayList<>());
      }
      metricOf[i] = known == null ? places.size() - 1 : known;
      byMetric.get(metricOf[i]).add(series.get(i));
    }
    byMetric.forEach(ofMetric -> ofMetric.sort(Comparator.comparingLong(StoredSeries::id)));
    return new WantedSeries(series, metricOf, List.copyOf(places.keySet()), byMetric);
  }

  /// The ids of all series, metric by metric, sorted.
  long[][] ids() {
    return byMetric.stream()
        .map(ofMetric -> ofMetric.stream().mapToLong(StoredSeries::id).toArray())
        .toArray(long[][]::new);
  }

  /// Where files have the series of some ids.
  ///
  /// @param idsOfMetric of each metric, sorted
  WantedRows rows(long[][] idsOfMetric) {
    List<StoredSeries> some = new ArrayList<>();
    for (int metric = 0; metric < idsOfMetric.length; metric++) {
      for (StoredSeries one : byMetric.get(metric)) {
        if (Arrays.binarySearch(idsOfMetric[metric], one.id()) >= 0) {
          some.add(one);
        }
      }
    }
    return WantedRows.of(some);
  }

  /// The ids of the series of a metric that a file holds, sorted.
  long[] idsIn(FileOutline file, int metric) {
    List<StoredSeries> ofMetric = byMetric.get(metric);
    long[] ids = new long[ofMetric.size()];
    int count = 0;
    for (StoredSeries one : ofMetric) {
      if (file.series().contains(one.arrival())) {
        ids[count++] = one.id();
      }
    }
    return count == ids.length ? ids : Arrays.copyOf(ids, count);
  }
}
