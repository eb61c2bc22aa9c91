package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run leaves alone when a task has failed: its sources, and what would be merged past them
/// in another order than it was written in.
record HeldUp(CatalogStore catalogs) {

  /// The keys of the objects; the folder of fresh ones for all of them, those too that are written
  /// while the run goes on.
  ///
  /// @throws IOException when the store cannot be read
  Set<String> by(CompactionTask task) throws IOException {
    return switch (task) {
      case CompactionTask.TakeIn _ -> Set.of(StorageLayout.TAIL);
      case CompactionTask.Rewrite rewrite -> Set.of(rewrite.file().key());
      case CompactionTask.Merge merge ->
          catalogs.newest().files().stream()
              .filter(file -> file.date().equals(merge.date()))
              .map(CatalogFile::key)
              .collect(Collectors.toSet());
    };
  }
}
