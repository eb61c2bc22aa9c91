package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.cache.SamplePageBuilder;
import dev.firebucket.query.duckdb.SampleCollector;
import dev.firebucket.query.duckdb.SampleScan;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Reads small files whole into the cache, once a third metric of them is asked for. The rules of a
/// tick and the panels of a dashboard ask for a hundred metrics of the same fresh objects, and a
/// scan of such an object costs about the same for one metric as for all.
///
/// That is so for floats. A native histogram takes up to thirty times the memory of a float, and
/// nothing says before how many there are: they are read by those who ask for them only.
final class WholeFiles {
  /// A query that comes alone reads its own metrics only.
  private static final int READ_BY_METRIC = 2;

  /// What is merged is far larger.
  private static final long MOST_ROWS = 100_000;

  /// About what a sample takes in the cache, in a file with one of each series.
  private static final long BYTES_OF_A_SAMPLE = 64;

  /// The part of the cache that one reading may fill.
  private static final int PART_OF_CACHE = 2;

  /// How long to wait for another reader before the query's limits are looked at again.
  private static final long WAIT_MILLIS = 50;

  /// Stands in the cache for what a file has besides floats; no metric has this name.
  private static final String HISTOGRAMS = "\0histograms";

  private static final long[] KNOWN = {0};

  private final SampleCache cache;
  private final QueryLimits limits;
  private final FileOpener opener;

  WholeFiles(SampleCache cache, QueryLimits limits, FileOpener opener) {
    this.cache = cache;
    this.limits = limits;
    this.opener = opener;
  }

  /// Reads what is worth it of some files. Several queries that want the same files wait for the
  /// first of them.
  ///
  /// @param incomplete the files of which a query misses anything, as the cache is now
  /// @return whether the cache may know more than before
  /// @throws PromqlException when the time of the query is over, or it is canceled, while it waits
  boolean read(Supplier<List<FileOutline>> incomplete, boolean startTimestamps) throws IOException {
    if (worth(incomplete.get(), startTimestamps).isEmpty()) {
      return false;
    }
    waitForOthers();
    try {
      List<FileOutline> files = worth(incomplete.get(), startTimestamps);
      if (!files.isEmpty()) {
        readAll(files, startTimestamps);
      }
      return true;
    } finally {
      cache.reading().unlock();
    }
  }

  /// Takes the lock.
  private void waitForOthers() {
    try {
      do {
        limits.check();
      } while (!cache.reading().tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromqlException(
          PromqlException.Type.CANCELED, "query was canceled in query execution", null, e);
    }
  }

  private static SampleCache.Key histogramsOf(FileOutline file, boolean startTimestamps) {
    return new SampleCache.Key(file.key(), HISTOGRAMS, startTimestamps);
  }

  /// Whether the floats of the file were read whole, and what is missing are histograms.
  private boolean hasHistograms(FileOutline file, boolean startTimestamps) {
    return cache.get(histogramsOf(file, startTimestamps)).missing(KNOWN).length == 0;
  }

  /// The newest come first where the cache has no room for all.
  private List<FileOutline> worth(List<FileOutline> files, boolean startTimestamps) {
    List<FileOutline> worth = new ArrayList<>();
    long room = cache.maximumBytes() / PART_OF_CACHE;
    for (FileOutline file : files.reversed()) {
      if (file.rows() <= MOST_ROWS
          && cache.metricsOf(file.key(), startTimestamps) >= READ_BY_METRIC
          && !hasHistograms(file, startTimestamps)) {
        room -= file.rows() * BYTES_OF_A_SAMPLE;
        if (room < 0) {
          break;
        }
        worth.add(file);
      }
    }
    return worth.reversed();
  }

  private void readAll(List<FileOutline> files, boolean startTimestamps) throws IOException {
    Set<StoredSeries> series = new LinkedHashSet<>();
    files.forEach(file -> series.addAll(file.series().all()));
    WantedSeries all = WantedSeries.of(List.copyOf(series));
    try (OpenFiles opened = opener.open(files, WantedRows.ALL)) {
      SampleCollector found = new SampleCollector(all.ids(), opened.places(), files.size());
      SampleScan scan =
          new SampleScan(
              opened.paths(),
              opened.formats(),
              List.of(),
              List.of(),
              IdRange.ALL,
              SampleScan.ANY_TIME,
              0,
              startTimestamps);
      RefusedFiles.named(
          opened,
          () -> ScanDatabase.shared().readFloats(scan, found, limits, taken -> limits.check()));
      for (int file = 0; file < files.size(); file++) {
        keep(files.get(file), file, all, found, startTimestamps);
      }
    }
  }

  private void keep(
      FileOutline file,
      int place,
      WantedSeries all,
      SampleCollector found,
      boolean startTimestamps) {
    for (int metric = 0; metric < all.metrics().size(); metric++) {
      long[] ids = all.idsIn(file, metric);
      if (!found.isComplete(place, metric)) {
        var _ =
            cache.add(histogramsOf(file, startTimestamps), KNOWN, new SamplePageBuilder().build());
      } else if (ids.length > 0) {
        var _ =
            cache.add(
                new SampleCache.Key(file.key(), all.metrics().get(metric), startTimestamps),
                ids,
                found.page(place, metric));
      }
    }
  }
}
