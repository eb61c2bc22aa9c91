package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import java.time.LocalDate;
import java.util.List;

/// One step of compaction, which ends in one commit.
sealed interface CompactionTask {
  /// What is merged; of duplicate samples the one in the later source wins.
  List<SourceObject> sources();

  /// Fresh objects become one file per day of their samples.
  record TakeIn(List<SourceObject> objects) implements CompactionTask {
    public TakeIn {
      objects = List.copyOf(objects);
    }

    @Override
    public List<SourceObject> sources() {
      return objects;
    }
  }

  /// Files of one day become one.
  record Merge(LocalDate date, List<CatalogFile> files, FileLevel level) implements CompactionTask {
    public Merge {
      files = List.copyOf(files);
    }

    @Override
    public List<SourceObject> sources() {
      return files.stream().map(SourceObject::of).toList();
    }
  }
}
