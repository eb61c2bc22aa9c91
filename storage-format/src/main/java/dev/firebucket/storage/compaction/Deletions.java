package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.parquet.SeriesSpan;
import dev.firebucket.storage.retention.Deletion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rewrites the files that have samples to be deleted, without them: one commit per file. When the
/// last is done, no reader sees the samples, and after the grace period the bucket no longer has
/// them.
///
/// A file that others merge meanwhile is found again as what it became.
final class Deletions {
  /// A file that others replace again and again is given up.
  private static final int MOST_CONFLICTS = 20;

  private final CatalogStore catalogs;
  private final SeriesOfFiles series;

  Deletions(CatalogStore catalogs, SeriesOfFiles series) {
    this.catalogs = catalogs;
    this.series = series;
  }

  /// Runs tasks for a deletion.
  interface Steps {
    /// Runs a task and commits it.
    ///
    /// @param written receives the keys of what it wrote
    TaskOutcome run(CompactionTask task, List<String> written) throws IOException;

    /// Notes a file that cannot be read, or not now.
    void problem(String sentence);
  }

  /// What was done.
  record Done(int files, long samples) {}

  Done apply(Deletion deletion, Steps steps) throws IOException {
    SampleCut cut =
        new SampleCut(
            deletion.sets(),
            deletion.fromMillis(),
            Math.min(deletion.toMillis(), deletion.requestedAt().toEpochMilli()));
    Set<String> clean = new HashSet<>();
    int files = 0;
    long samples = 0;
    int conflicts = 0;
    for (Optional<CatalogFile> next = next(cut, clean); next.isPresent(); next = next(cut, clean)) {
      CatalogFile file = next.get();
      Optional<List<SeriesSpan>> touched = touched(file, cut, steps);
      if (touched.isEmpty() || touched.get().isEmpty()) {
        clean.add(file.key());
        continue;
      }
      List<String> written = new ArrayList<>();
      switch (steps.run(new CompactionTask.Rewrite(file, RowCut.of(cut, touched.get())), written)) {
        case COMMITTED -> {
          clean.add(file.key());
          clean.addAll(written);
          files++;
          samples += file.rows() - rows(Set.copyOf(written));
        }
        // Only for now: the deletion is not done, and the next run looks at the file again.
        case PASSED_OVER -> clean.add(file.key());
        case OVERTAKEN -> {
          if (++conflicts > MOST_CONFLICTS) {
            throw new IOException(
                "compaction replaced the files of a deletion %d times; ask for it again"
                    .formatted(conflicts));
          }
        }
      }
    }
    return new Done(files, samples);
  }

  private Optional<CatalogFile> next(SampleCut cut, Set<String> clean) throws IOException {
    return catalogs.newest().files().stream()
        .filter(file -> file.overlaps(cut.fromMillis(), cut.toMillis()))
        .filter(file -> !clean.contains(file.key()))
        .findFirst();
  }

  private long rows(Set<String> keys) throws IOException {
    return catalogs.newest().files().stream()
        .filter(file -> keys.contains(file.key()))
        .mapToLong(CatalogFile::rows)
        .sum();
  }

  /// Empty for a file that is gone or cannot be read.
  private Optional<List<SeriesSpan>> touched(CatalogFile file, SampleCut cut, Steps steps)
      throws IOException {
    try {
      return Optional.of(series.touched(file, cut));
    } catch (UnreadableSourceException e) {
      steps.problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      if (catalogs.newest().files().contains(file)) {
        steps.problem(file.key() + " is missing although the catalog lists it");
      }
      return Optional.empty();
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      steps.problem(
          "%s cannot be read now, and the next run tries again: %s"
              .formatted(file.key(), e.getMessage()));
      return Optional.empty();
    }
  }
}
