package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SeriesKey;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which rows of files are to be read. More may be there.
///
/// @param series null for all
/// @param fromMillis the first time
/// @param toMillis the last time
public record WantedRows(@Nullable NavigableSet<SeriesKey> series, long fromMillis, long toMillis) {
  /// Everything.
  public static final WantedRows ALL = new WantedRows(null, Long.MIN_VALUE, Long.MAX_VALUE);

  /// Some series at any time.
  public static WantedRows of(List<StoredSeries> series) {
    NavigableSet<SeriesKey> keys = new TreeSet<>();
    series.forEach(one -> keys.add(new SeriesKey(one.labels().metricName(), one.id())));
    return new WantedRows(keys, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// The same series in a time, both ends included.
  public WantedRows between(long changedFrom, long changedTo) {
    return new WantedRows(series, changedFrom, changedTo);
  }
}
