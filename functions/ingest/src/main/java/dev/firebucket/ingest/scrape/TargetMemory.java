package dev.firebucket.ingest.scrape;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import dev.firebucket.ingest.exposition.SeriesTable;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one scrape of a target leaves for the next: series by their raw bytes, which of them get a
/// stale marker when they vanish, their newest timestamps, metadata.
///
/// Scrapes of one target never overlap; the public methods may be called by any thread meanwhile.
public final class TargetMemory {
  /// The series that raw bytes stand for; none where relabelling drops it.
  static final class Known {
    final @Nullable SeriesMemory series;
    long seenIn = -1;

    /// Whether a sample of it was ever taken, so that it no longer counts as added.
    boolean counted;

    Known(@Nullable SeriesMemory series) {
      this.series = series;
    }
  }

  /// How far the table may outgrow the last good scrape while scrapes fail.
  private static final int SPARE_GROWTH = 1000;

  /// What outlives a process.
  ///
  /// @param reportLabels the labels of the target's report series, without a name
  /// @param extraReports whether those of `extra_scrape_metrics` are among them
  /// @param series what becomes stale when the next scrape does not see it
  public record Tracked(LabelSet reportLabels, boolean extraReports, Set<LabelSet> series) {
    public Tracked {
      series = Set.copyOf(series);
    }
  }

  private final Map<LabelSet, SeriesMemory> series = new HashMap<>();
  final MetadataMemory metadata = new MetadataMemory();
  SeriesTable<Known> table = new SeriesTable<>();
  private @Nullable ExpositionFormat tableFormat;
  private @Nullable ScrapeConfig tableConfig;

  /// The number of the scrape under way, or of the last one.
  long scrape;

  /// How many entries of the table the scrape under way has seen.
  int seen;

  private List<SeriesMemory> tracked = new ArrayList<>();
  private List<SeriesMemory> trackedBefore = new ArrayList<>();
  private int sizeOfSuccess;
  private @Nullable LabelSet reportLabels;
  private boolean extraReports;

  /// The memory of a target that was never scraped.
  public TargetMemory() {}

  /// The memory that an earlier run left.
  public static TargetMemory restore(Tracked before) {
    TargetMemory memory = new TargetMemory();
    memory.reportLabels = before.reportLabels();
    memory.extraReports = before.extraReports();
    for (LabelSet labels : before.series()) {
      SeriesMemory series = new SeriesMemory(labels, true);
      series.trackedIn = 0;
      memory.series.put(labels, series);
      memory.tracked.add(series);
    }
    return memory;
  }

  /// What another process must know of the last scrape; empty before the first.
  public synchronized Optional<Tracked> tracked() {
    if (reportLabels == null) {
      return Optional.empty();
    }
    Set<LabelSet> all = HashSet.newHashSet(tracked.size());
    tracked.forEach(one -> all.add(one.labels));
    return Optional.of(new Tracked(reportLabels, extraReports, all));
  }

  /// Whether the last scrape wrote this series, report series among them.
  public synchronized boolean wrote(LabelSet labels) {
    SeriesMemory known = series.get(labels);
    return (known != null && known.trackedIn == scrape)
        || (reportLabels != null
            && reportLabels.equals(labels.withoutName())
            && ReportSeries.names(extraReports).contains(labels.metricName()));
  }

  /// What the target says of its metrics.
  public synchronized List<MetricMetadata> metadata() {
    return metadata.all();
  }

  /// Stale markers for every series that the last scrape wrote, report series among them: the
  /// target is gone. The memory stays as it is, for whoever cannot store the markers and tries
  /// again.
  ///
  /// @param spare which series live on elsewhere and get no stale marker
  public synchronized SampleBatch markGone(long timestampMillis, Predicate<LabelSet> spare) {
    SampleBatch batch = new SampleBatch();
    LabelSet report = reportLabels;
    if (report == null) {
      return batch;
    }
    for (SeriesMemory one : tracked) {
      if (timestampMillis > one.lastTimestamp && !spare.test(one.labels)) {
        batch.append(one.labels, timestampMillis, StaleMarker.VALUE);
      }
    }
    for (String name : ReportSeries.names(extraReports)) {
      LabelSet labels = report.with(LabelSet.NAME, name);
      if (!spare.test(labels)) {
        batch.append(labels, timestampMillis, StaleMarker.VALUE);
      }
    }
    return batch;
  }

  /// Takes note of the labels that report series get.
  synchronized void reportedAs(LabelSet labels, boolean extra) {
    reportLabels = labels;
    extraReports = extra;
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

  /// The table of series as this format writes them, with the labels that this configuration gives
  /// them: the same raw bytes mean something else in another format, or under other rules. What was
  /// seen last under the rules before still becomes stale when it does not come again.
  SeriesTable<Known> tableOf(ExpositionFormat format, ScrapeConfig config) {
    if (tableFormat != format || !config.equals(tableConfig)) {
      table = new SeriesTable<>();
      tableFormat = format;
      tableConfig = config;
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
