package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows that a merge leaves out.
///
/// @param series of these series
/// @param fromMillis first time
/// @param toMillis last time
record RowCut(Set<SeriesKey> series, long fromMillis, long toMillis) {
  /// Every row is merged.
  static final RowCut NONE = new RowCut(Set.of(), 0, 0);

  RowCut {
    series = Set.copyOf(series);
  }

  /// @param touched series of a file
  static RowCut of(SampleCut cut, List<SeriesSpan> touched) {
    return new RowCut(
        touched.stream()
            .map(one -> new SeriesKey(one.labels().metricName(), one.id()))
            .collect(Collectors.toSet()),
        cut.fromMillis(),
        cut.toMillis());
  }
}
