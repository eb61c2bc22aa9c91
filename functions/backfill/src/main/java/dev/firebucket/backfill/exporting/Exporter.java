package dev.firebucket.backfill.exporting;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StoredFile;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.sql.OrderedSamples;
import dev.firebucket.storage.sql.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes samples of a bucket to a target, a UTC day at a time: no more than a day's objects are
/// fetched at once.
public final class Exporter {
  private static final long DAY_MILLIS = 86_400_000;

  private final Bucket bucket;
  private final long memoryBytes;

  /// @param memoryBytes how much DuckDB may take
  public Exporter(Bucket bucket, long memoryBytes) {
    this.bucket = bucket;
    this.memoryBytes = memoryBytes;
  }

  /// Is told how many days are done.
  @FunctionalInterface
  public interface Listener {
    /// @param done days
    /// @param all days
    void progress(int done, int all);
  }

  /// @throws IOException when the store cannot be read or the target cannot be written
  public ExportReport run(ExportRange range, ExportTarget target, Listener listener)
      throws IOException {
    List<Long> days = days(range);
    for (int i = 0; i < days.size(); i++) {
      export(range, days.get(i), target);
      listener.progress(i + 1, days.size());
    }
    return target.finish();
  }

  /// The days on which there is anything.
  private List<Long> days(ExportRange range) throws IOException {
    TreeSet<Long> days = new TreeSet<>();
    try (Snapshot snapshot = bucket.reader().open(range.fromMillis(), range.toMillis())) {
      for (StoredFile file : snapshot.objects(range.sets()).files()) {
        long last = Math.floorDiv(Math.min(file.lastMillis(), range.toMillis()), DAY_MILLIS);
        long day = Math.floorDiv(Math.max(file.firstMillis(), range.fromMillis()), DAY_MILLIS);
        for (; day <= last; day++) {
          days.add(day);
        }
      }
    }
    return List.copyOf(days);
  }

  private void export(ExportRange range, long day, ExportTarget target) throws IOException {
    long from = Math.max(range.fromMillis(), day * DAY_MILLIS);
    long to = Math.min(range.toMillis(), day * DAY_MILLIS + DAY_MILLIS - 1);
    try (Snapshot snapshot = bucket.reader().open(from, to)) {
      List<StoredSeries> series = series(snapshot, range.sets());
      OrderedSamples.read(
          snapshot,
          new TimeRange(from, to),
          series,
          memoryBytes,
          target.begin(series.stream().map(StoredSeries::labels).toList()));
      target.endDay();
    }
  }

  private static List<StoredSeries> series(Snapshot snapshot, List<List<LabelMatcher>> sets)
      throws IOException {
    if (sets.isEmpty()) {
      return snapshot.series(List.of());
    }
    TreeMap<LabelSet, StoredSeries> matching = new TreeMap<>();
    for (List<LabelMatcher> set : sets) {
      snapshot.series(set).forEach(one -> matching.put(one.labels(), one));
    }
    return List.copyOf(matching.values());
  }
}
