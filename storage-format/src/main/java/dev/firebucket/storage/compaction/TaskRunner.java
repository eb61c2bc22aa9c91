package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SamplesSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Runs a task except for its commit: merges its sources and puts the results in the store, where
/// they do not count until they are committed.
final class TaskRunner {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ObjectStore store;
  private final MergeResources resources;
  private final Supplier<String> uniqueParts;

  TaskRunner(ObjectStore store, MergeResources resources, Supplier<String> uniqueParts) {
    this.store = store;
    this.resources = resources;
    this.uniqueParts = uniqueParts;
  }

  /// Runs a task and returns the files that it put.
  ///
  /// @param written receives each key before its object is put, so that the caller can clean up
  /// @throws UnreadableSourceException when a source is not a readable samples file
  /// @throws NoSuchFileException when a source no longer exists
  List<CatalogFile> run(CompactionTask task, Instant now, List<String> written) throws IOException {
    try (Workshop workshop = Workshop.open(store, resources.workDirectory())) {
      List<Path> sources = workshop.fetch(task.sources());
      for (int i = 0; i < sources.size(); i++) {
        check(task.sources().get(i), sources.get(i));
      }
      SamplesSource samples =
          SamplesSource.of(sources, task.sources().stream().map(SourceObject::format).toList());
      try (SampleMerger merger = SampleMerger.open(resources, workshop.file("scratch"))) {
        return merge(task, now, merger, workshop, samples, written);
      }
    } catch (SQLException e) {
      throw new IOException("DuckDB could not merge: " + e.getMessage(), e);
    }
  }

  private static void check(SourceObject source, Path file) throws IOException {
    try {
      SamplesFileCheck.require(file, source.format());
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableSourceException(source.key(), e);
    }
  }

  private List<CatalogFile> merge(
      CompactionTask task,
      Instant now,
      SampleMerger merger,
      Workshop workshop,
      SamplesSource sources,
      List<String> written)
      throws IOException, SQLException {
    boolean mayRepeat = mayRepeat(task.sources());
    List<CatalogFile> files = new ArrayList<>();
    for (LocalDate day : days(task, merger, sources)) {
      Path samples = workshop.file("samples-" + day + ".parquet");
      Path series = workshop.file("series-" + day + ".parquet");
      MergedFile merged = merger.merge(sources, day, mayRepeat, samples, series);
      files.add(put(task, now, day, merged, samples, series, written));
    }
    requireAll(task, mayRepeat, files);
    return files;
  }

  private static List<LocalDate> days(
      CompactionTask task, SampleMerger merger, SamplesSource sources) throws SQLException {
    return switch (task) {
      case CompactionTask.Merge merge -> List.of(merge.date());
      case CompactionTask.TakeIn takeIn -> {
        LocalDate first =
            day(takeIn.objects().stream().mapToLong(SourceObject::firstMillis).min().orElseThrow());
        LocalDate last =
            day(takeIn.objects().stream().mapToLong(SourceObject::lastMillis).max().orElseThrow());
        yield first.equals(last) ? List.of(first) : merger.days(sources);
      }
    };
  }

  private static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// Whether any two sources overlap in time: only then can there be duplicates.
  static boolean mayRepeat(List<SourceObject> sources) {
    List<SourceObject> byTime =
        sources.stream().sorted(Comparator.comparingLong(SourceObject::firstMillis)).toList();
    long last = Long.MIN_VALUE;
    for (SourceObject source : byTime) {
      if (source.firstMillis() <= last) {
        return true;
      }
      last = Math.max(last, source.lastMillis());
    }
    return false;
  }

  private CatalogFile put(
      CompactionTask task,
      Instant now,
      LocalDate day,
      MergedFile merged,
      Path samples,
      Path series,
      List<String> written)
      throws IOException {
    String key = StorageLayout.samplesKey(day, NAME.format(now) + "-" + uniqueParts.get());
    long bytes = Files.size(samples);
    long seriesBytes = Files.size(series);
    written.add(StorageLayout.seriesKey(key));
    store.upload(StorageLayout.seriesKey(key), series);
    written.add(key);
    store.upload(key, samples);
    Files.delete(samples);
    Files.delete(series);
    Instant writtenUntil =
        task.sources().stream()
            .map(SourceObject::writtenUntil)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new CatalogFile(
        key,
        SamplesFormat.CURRENT,
        level(task),
        day,
        merged.firstMillis(),
        merged.lastMillis(),
        merged.rows(),
        bytes,
        seriesBytes,
        merged.indexBytes(),
        writtenUntil,
        now);
  }

  private static FileLevel level(CompactionTask task) {
    return switch (task) {
      case CompactionTask.TakeIn takeIn -> FileLevel.HOUR;
      case CompactionTask.Merge merge -> merge.level();
    };
  }

  /// The last check before the sources are given up: without duplicates, as many samples must come
  /// out as went in.
  private static void requireAll(CompactionTask task, boolean mayRepeat, List<CatalogFile> files)
      throws IOException {
    long in = task.sources().stream().mapToLong(SourceObject::rows).sum();
    long out = files.stream().mapToLong(CatalogFile::rows).sum();
    if (out > in || out == 0 || (!mayRepeat && out != in)) {
      throw new IOException(
          "a merge of %d samples wrote %d; its sources were kept".formatted(in, out));
    }
  }
}
