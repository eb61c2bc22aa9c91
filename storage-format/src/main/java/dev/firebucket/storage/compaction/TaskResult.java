package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogChange;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.UnreadableSourceException.Unreadable;
import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.parquet.SeriesRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of a task before its commit.
///
/// @param done the task, or the part of it that was done
/// @param files that were put
/// @param rests what is left of its sources, if it ended early
/// @param unreadable sources that it was done without
record TaskResult(
    CompactionTask done,
    List<CatalogFile> files,
    List<RestOfSource> rests,
    List<Unreadable> unreadable) {
  TaskResult {
    unreadable = List.copyOf(unreadable);
    files = List.copyOf(files);
    rests = List.copyOf(rests);
  }

  /// The commit that makes it count.
  CatalogChange change() {
    Set<String> consumed = new HashSet<>();
    done.sources().forEach(source -> consumed.add(source.key()));
    rests.forEach(rest -> consumed.remove(rest.source().key()));
    return CatalogChange.replace(consumed, files).narrowing(narrowed());
  }

  private Map<CatalogFile, CatalogFile> narrowed() {
    return switch (done) {
      // Fresh objects are taken in whole, and a file is rewritten whole.
      case CompactionTask.TakeIn _, CompactionTask.Rewrite _ -> Map.of();
      case CompactionTask.Merge merge -> {
        Map<CatalogFile, CatalogFile> narrowed = new HashMap<>();
        for (RestOfSource rest : rests) {
          for (CatalogFile file : merge.files()) {
            if (file.key().equals(rest.source().key())) {
              SeriesKey last = file.series().map(SeriesRange::greatest).orElse(SeriesKey.LAST);
              narrowed.put(file, file.from(rest.from(), last, rest.left()));
            }
          }
        }
        yield narrowed;
      }
    };
  }
}
