package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import java.util.List;

/// What came of a task before its commit.
///
/// @param done the task, or the part of it that was done
/// @param files that were put
record TaskResult(CompactionTask done, List<CatalogFile> files) {
  TaskResult {
    files = List.copyOf(files);
  }
}
