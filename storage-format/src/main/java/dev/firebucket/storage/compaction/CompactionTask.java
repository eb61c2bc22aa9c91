package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One step of compaction, which ends in one commit.
sealed interface CompactionTask {
  /// What is merged; of duplicate samples the one in the later source wins.
  List<SourceObject> sources();

  /// How many sources it takes at least, for it to be of any use.
  int leastSources();

  /// The task with its first sources alone.
  CompactionTask first(int count);

  /// The task without some of its sources; empty where it would then be another one, which the
  /// planner knows better.
  Optional<CompactionTask> without(Set<String> keys);

  /// The task with as many of its first sources as there is room for: they are downloaded, and as
  /// much is written. Those without which it is of no use stay.
  default CompactionTask within(long room) {
    List<SourceObject> all = sources();
    int fitting = 0;
    for (long bytes = 0; fitting < all.size(); fitting++) {
      bytes += all.get(fitting).bytes();
      if (bytes > room / 2 && fitting >= leastSources()) {
        break;
      }
    }
    return first(fitting);
  }

  /// Fresh objects become one file per day of their samples.
  record TakeIn(List<SourceObject> objects) implements CompactionTask {
    public TakeIn {
      objects = List.copyOf(objects);
    }

    @Override
    public List<SourceObject> sources() {
      return objects;
    }

    @Override
    public int leastSources() {
      return 1;
    }

    /// For people.
    @Override
    public String toString() {
      return objects.size() + " fresh objects";
    }

    @Override
    public CompactionTask first(int count) {
      return new TakeIn(objects.subList(0, count));
    }

    /// Each fresh object counts for itself.
    @Override
    public Optional<CompactionTask> without(Set<String> keys) {
      List<SourceObject> left =
          objects.stream().filter(object -> !keys.contains(object.key())).toList();
      return left.isEmpty() ? Optional.empty() : Optional.of(new TakeIn(left));
    }
  }

  /// A file without some of its samples takes its place.
  ///
  /// @param cut which samples
  record Rewrite(CatalogFile file, RowCut cut) implements CompactionTask {
    @Override
    public List<SourceObject> sources() {
      return List.of(SourceObject.of(file));
    }

    @Override
    public int leastSources() {
      return 1;
    }

    /// For people.
    @Override
    public String toString() {
      return cut.series().size() + " series cut from a file of " + file.date();
    }

    @Override
    public CompactionTask first(int count) {
      return this;
    }

    @Override
    public Optional<CompactionTask> without(Set<String> keys) {
      return Optional.empty();
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

    /// Up to the first file that shares series with one before it: without one nothing would
    /// change.
    @Override
    public int leastSources() {
      for (int count = 1; count < files.size(); count++) {
        CatalogFile next = files.get(count);
        if (files.subList(0, count).stream().anyMatch(next::sharesSeriesWith)) {
          return count + 1;
        }
      }
      return files.size();
    }

    /// For people.
    @Override
    public String toString() {
      return files.size() + " files of " + date;
    }

    @Override
    public CompactionTask first(int count) {
      return new Merge(date, files.subList(0, count), level);
    }

    @Override
    public Optional<CompactionTask> without(Set<String> keys) {
      return Optional.empty();
    }
  }
}
