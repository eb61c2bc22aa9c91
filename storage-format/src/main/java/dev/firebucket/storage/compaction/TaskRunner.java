package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Runs a task except for its commit: merges its sources and puts the results in the store, where
/// they do not count until they are committed.
final class TaskRunner {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Zstd's levels: what is merged again soon is written fast, what stays is written small.
  private static final int HOUR_LEVEL = 3;

  private static final int DAY_LEVEL = 6;

  private final ObjectStore store;
  private final MergeResources resources;
  private final long fileBytes;
  private final Supplier<String> uniqueParts;

  /// @param fileBytes begin another file after this size
  TaskRunner(
      ObjectStore store, MergeResources resources, long fileBytes, Supplier<String> uniqueParts) {
    this.store = store;
    this.fileBytes = fileBytes;
    this.resources = resources;
    this.uniqueParts = uniqueParts;
  }

  /// Runs a task, or as much of it as fits into memory and on the disk.
  ///
  /// @param watch told how many samples are merged; ends a merge of files early, never that of
  ///   fresh objects, which either count or do not
  /// @param written receives each key before its object is put, so that the caller can clean up
  /// @throws UnreadableSourceException when a source is not a readable samples file
  /// @throws NoSuchFileException when a source no longer exists
  TaskResult run(CompactionTask task, Instant now, MergeWatch watch, List<String> written)
      throws IOException {
    try (Workshop workshop = Workshop.open(store, resources.workDirectory());
        ExecutorService encoders =
            Executors.newFixedThreadPool(
                resources.threads(), Thread.ofPlatform().daemon().name("merge-", 0).factory())) {
      MergeSources sources =
          MergeSources.open(task.within(workshop.room()), workshop, resources.sourceBytes());
      return merge(sources, now, watchOf(task, watch), workshop, encoders, written);
    }
  }

  private TaskResult merge(
      MergeSources sources,
      Instant now,
      MergeWatch watch,
      Workshop workshop,
      ExecutorService encoders,
      List<String> written)
      throws IOException {
    List<CatalogFile> files = new ArrayList<>();
    long taken = 0;
    long repeated = 0;
    List<RestOfSource> rests = List.of();
    for (long from = sources.firstMillis(); from != Long.MAX_VALUE; ) {
      MergeTarget target = new MergeTarget(day(from), level(sources.task()), fileBytes);
      SampleMerger merger =
          new SampleMerger(
              workshop, encoders, resources.threads() + 1, target, cut(sources.task()), watch);
      MergedDay merged = merger.merge(sources.cursors(target, encoders));
      for (MergedFile file : merged.files()) {
        files.add(put(sources.task(), now, target.day(), file, written));
      }
      taken += merged.taken();
      repeated += merged.repeated();
      rests = merged.rests();
      from = Math.min(merged.nextMillis(), sources.firstMillisFrom(target.toMillis()));
    }
    long left = rests.stream().mapToLong(RestOfSource::left).sum();
    requireAll(sources.rows() - left, taken, repeated, files);
    return new TaskResult(sources.task(), files, rests, sources.unreadable());
  }

  private static RowCut cut(CompactionTask task) {
    return switch (task) {
      case CompactionTask.TakeIn _, CompactionTask.Merge _ -> RowCut.NONE;
      case CompactionTask.Rewrite rewrite -> rewrite.cut();
    };
  }

  private static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private CatalogFile put(
      CompactionTask task, Instant now, LocalDate day, MergedFile merged, List<String> written)
      throws IOException {
    String key = StorageLayout.samplesKey(day, NAME.format(now) + "-" + uniqueParts.get());
    long bytes = Files.size(merged.samples());
    long seriesBytes = Files.size(merged.series());
    written.add(StorageLayout.seriesKey(key));
    store.upload(StorageLayout.seriesKey(key), merged.series());
    written.add(key);
    store.upload(key, merged.samples());
    Files.delete(merged.samples());
    Files.delete(merged.series());
    Instant writtenUntil =
        task.sources().stream()
            .map(SourceObject::writtenUntil)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new CatalogFile(
        key,
        SamplesFormat.CURRENT,
        fileLevel(task),
        day,
        merged.content().firstMillis(),
        merged.content().lastMillis(),
        merged.content().rows(),
        bytes,
        seriesBytes,
        merged.indexBytes(),
        Optional.of(merged.content().series()),
        false,
        writtenUntil,
        now);
  }

  private static MergeWatch watchOf(CompactionTask task, MergeWatch watch) {
    return switch (task) {
      case CompactionTask.TakeIn _, CompactionTask.Rewrite _ -> watch.patient();
      case CompactionTask.Merge _ -> watch;
    };
  }

  private static FileLevel fileLevel(CompactionTask task) {
    return switch (task) {
      case CompactionTask.TakeIn _ -> FileLevel.HOUR;
      case CompactionTask.Merge merge -> merge.level();
      case CompactionTask.Rewrite rewrite -> rewrite.file().level();
    };
  }

  private static int level(CompactionTask task) {
    return switch (fileLevel(task)) {
      case HOUR -> HOUR_LEVEL;
      case DAY -> DAY_LEVEL;
    };
  }

  /// The last check before the sources are given up: every row was taken, and what was taken was
  /// written or replaced by a later sample of its series and time.
  private static void requireAll(long rows, long taken, long repeated, List<CatalogFile> files)
      throws IOException {
    long out = files.stream().mapToLong(CatalogFile::rows).sum();
    if (taken != rows || out != taken - repeated) {
      throw new IOException(
          "a merge took %d of %d samples, %d of them repeated, and wrote %d; its sources were kept"
              .formatted(taken, rows, repeated, out));
    }
  }
}
