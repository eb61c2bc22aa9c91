package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.exposition.ExpositionFormat;
import dev.firebucket.ingest.exposition.SeriesTable;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one scrape of a target leaves for the next: series by their raw bytes, which of them get a
/// stale marker when they vanish, their newest timestamps, metadata.
///
/// Scrapes of one target never overlap; the public methods may be called by any thread beside them.
public final class TargetMemory {
  /// What stands behind the raw bytes of a series; no series where relabelling drops it.
  static final class Known {
    final @Nullable SeriesMemory series;
    long seenIn = -1;

    Known(@Nullable SeriesMemory series) {
      this.series = series;
    }
  }

  /// How far the table may outgrow the last good scrape while scrapes fail.
  private static final int SPARE_GROWTH = 1000;

  private final Map<LabelSet, SeriesMemory> series = new HashMap<>();
  final MetadataMemory metadata = new MetadataMemory();
  SeriesTable<Known> table = new SeriesTable<>();
  private @Nullable ExpositionFormat tableFormat;

  /// The number of the scrape under way, or of the last one.
  long scrape;

  /// How many entries of the table the scrape under way has seen.
  int seen;

  private List<SeriesMemory> tracked = new ArrayList<>();
  private List<SeriesMemory> trackedBefore = new ArrayList<>();
  private int sizeOfSuccess;

  /// The memory of a target that was never scraped.
  public TargetMemory() {}

  /// The memory that an earlier run left: the series whose absence makes them stale.
  public static TargetMemory restore(Collection<LabelSet> tracked) {
    TargetMemory memory = new TargetMemory();
    for (LabelSet labels : tracked) {
      SeriesMemory series = new SeriesMemory(labels, true);
      series.trackedIn = 0;
      memory.series.put(labels, series);
      memory.tracked.add(series);
    }
    return memory;
  }

  /// The series that the last scrape saw and that become stale when the next does not.
  public synchronized List<LabelSet> tracked() {
    return tracked.stream().map(one -> one.labels).toList();
  }

  /// Whether the last scrape saw this series.
  public synchronized boolean tracks(LabelSet labels) {
    SeriesMemory known = series.get(labels);
    return known != null && known.trackedIn == scrape;
  }

  /// What the target says of its metrics.
  public synchronized List<MetricMetadata> metadata() {
    return metadata.all();
  }

  /// Forgets how series are exposed, since the rules that make labels have changed; what was seen
  /// last still becomes stale when it does not come again.
  public synchronized void forgetLabels() {
    table = new SeriesTable<>();
  }

  /// Adds a stale marker for everything the last scrape saw, and forgets it: the target is gone.
  public synchronized void markAllStale(long timestampMillis, SampleBatch batch) {
    begin();
    markVanished(timestampMillis, batch);
  }

  /// Begins a scrape.
  void begin() {
    scrape++;
    seen = 0;
    List<SeriesMemory> empty = trackedBefore;
    empty.clear();
    trackedBefore = tracked;
    tracked = empty;
    table.rewind();
    metadata.begin();
  }

  /// The table of series as this format writes them; raw bytes mean different things in different
  /// formats.
  SeriesTable<Known> tableOf(ExpositionFormat format) {
    if (tableFormat != format) {
      table = new SeriesTable<>();
      tableFormat = format;
    }
    return table;
  }

  /// The memory of a series under its final labels.
  SeriesMemory series(LabelSet labels) {
    return series.computeIfAbsent(labels, key -> new SeriesMemory(key, false));
  }

  /// Takes note that the series becomes stale when the next scrape does not see it.
  void track(SeriesMemory one) {
    if (one.trackedIn != scrape) {
      one.trackedIn = scrape;
      tracked.add(one);
    }
  }

  /// Drops what this scrape has tracked: it failed, and counts as an empty one.
  void abandon() {
    tracked.forEach(one -> one.trackedIn = -1);
    tracked.clear();
  }

  /// Adds stale markers for what the scrape before saw and this one did not.
  void markVanished(long timestamp, SampleBatch batch) {
    for (SeriesMemory one : trackedBefore) {
      if (one.trackedIn != scrape && timestamp > one.lastTimestamp) {
        batch.append(one.labels, timestamp, StaleMarker.VALUE);
        one.take(timestamp, StaleMarker.VALUE);
      }
    }
  }

  /// Ends a scrape: forgets what it did not see, if it succeeded or if failures pile up.
  void end(boolean success) {
    boolean flush = table.size() > 2 * sizeOfSuccess + SPARE_GROWTH;
    if (success) {
      metadata.end(scrape);
      flush = table.size() > seen || series.size() > seen;
    }
    if (flush) {
      table.removeIf(known -> known.seenIn != scrape);
      series.values().removeIf(one -> one.seenIn != scrape && one.trackedIn != scrape);
    }
    if (success) {
      sizeOfSuccess = table.size();
    }
  }
}
