package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run leaves alone when a task has failed: its sources, and what would be merged past them
/// in another order than it was written in.
record HeldUp(ObjectStore store, CatalogStore catalogs) {

  /// The keys of the objects.
  ///
  /// @throws IOException when the store cannot be read
  Set<String> by(CompactionTask task) throws IOException {
    return switch (task) {
      case CompactionTask.TakeIn _ ->
          store.list(StorageLayout.TAIL).stream()
              .map(ObjectSummary::key)
              .collect(Collectors.toSet());
      case CompactionTask.Rewrite rewrite -> Set.of(rewrite.file().key());
      case CompactionTask.Merge merge ->
          catalogs.newest().files().stream()
              .filter(file -> file.date().equals(merge.date()))
              .map(CatalogFile::key)
              .collect(Collectors.toSet());
    };
  }
}
