package dev.firebucket.query.duckdb;

import dev.firebucket.query.cache.SamplePage;
import dev.firebucket.query.cache.SamplePageBuilder;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gathers the rows of a scan into pages, one per file and metric. Rows of a series come in runs:
/// most are appended without a look-up.
///
/// Not for use by several threads.
public final class SampleCollector {
  private static final int EMPTY = -1;

  private final long[] keys;
  private final int[] metrics;
  private final int mask;
  private final int[] places;
  private final @Nullable SamplePageBuilder[][] builders;
  private long lastKey;
  private int lastFile = EMPTY;
  private @Nullable SamplePageBuilder last;

  /// @param idsOfMetric the series to gather, metric by metric; rows of others are passed over
  /// @param places of each file of the scan, of which of the pages' files it is a part
  /// @param fileCount how many files the pages are of
  public SampleCollector(long[][] idsOfMetric, int[] places, int fileCount) {
    this.places = places.clone();
    int count = Arrays.stream(idsOfMetric).mapToInt(ids -> ids.length).sum();
    int capacity = Integer.highestOneBit(Math.max(8, count * 2)) << 1;
    keys = new long[capacity];
    metrics = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(metrics, EMPTY);
    builders = new SamplePageBuilder[fileCount][idsOfMetric.length];
    for (int metric = 0; metric < idsOfMetric.length; metric++) {
      for (long id : idsOfMetric[metric]) {
        int slot = slotOf(id);
        keys[slot] = id;
        metrics[slot] = metric;
      }
    }
  }

  /// Takes a row.
  ///
  /// @param file its place in the scan's list
  /// @return whether its series is one of those to gather
  boolean add(int file, long seriesId, long timeMillis, double value) {
    SamplePageBuilder builder = builder(file, seriesId);
    if (builder == null) {
      return false;
    }
    builder.add(seriesId, timeMillis, value);
    return true;
  }

  /// Takes a row whose histogram comes later, by [#arrive].
  ///
  /// @return whether its series is one of those to gather
  boolean addAwaited(int file, long seriesId, long timeMillis) {
    SamplePageBuilder builder = builder(file, seriesId);
    if (builder == null) {
      return false;
    }
    builder.addAwaited(seriesId, timeMillis);
    return true;
  }

  /// Since when the row counts that was taken last.
  void startedAt(long millis) {
    if (last != null) {
      last.startedAt(millis);
    }
  }

  /// The series of which histograms are awaited, each once.
  long[] awaitedSeries() {
    return Arrays.stream(builders)
        .flatMap(Arrays::stream)
        .flatMap(builder -> builder == null ? Stream.of() : builder.awaitedSeries().stream())
        .mapToLong(Long::longValue)
        .distinct()
        .toArray();
  }

  /// Takes a histogram.
  ///
  /// @return whether its series is one of those to gather
  boolean arrive(int file, long seriesId, long timeMillis, FloatHistogram histogram) {
    SamplePageBuilder builder = builder(file, seriesId);
    if (builder == null) {
      return false;
    }
    builder.arrive(seriesId, timeMillis, histogram);
    return true;
  }

  /// Whether no histograms of a metric in a file are awaited.
  public boolean isComplete(int file, int metric) {
    SamplePageBuilder builder = builders[file][metric];
    return builder == null || builder.isComplete();
  }

  /// The samples of a metric in a file.
  ///
  /// @throws IllegalStateException when histograms of it are awaited
  public SamplePage page(int file, int metric) {
    SamplePageBuilder builder = builders[file][metric];
    return (builder == null ? new SamplePageBuilder() : builder).build();
  }

  private @Nullable SamplePageBuilder builder(int file, long seriesId) {
    if (seriesId != lastKey || file != lastFile) {
      lastKey = seriesId;
      lastFile = file;
      last = find(file, seriesId);
    }
    return last;
  }

  private @Nullable SamplePageBuilder find(int file, long seriesId) {
    int metric = metrics[slotOf(seriesId)];
    if (metric == EMPTY) {
      return null;
    }
    int place = places[file];
    SamplePageBuilder builder = builders[place][metric];
    if (builder == null) {
      builder = new SamplePageBuilder();
      builders[place][metric] = builder;
    }
    return builder;
  }

  private int slotOf(long seriesId) {
    int slot = (int) ((seriesId * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (metrics[slot] != EMPTY && keys[slot] != seriesId) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
