package dev.firebucket.storage.catalog;

import dev.firebucket.storage.layout.StorageLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One version: what counts. Together with the objects in `tail/` that it does not list as removed,
/// it is all that is stored.
///
/// @param version increases by one with each commit; 0 before the first
/// @param commitId unique to the commit: a writer recognises its own
/// @param committedAt when
/// @param files the compacted files that count, by date, then in the order in which they win
/// @param removed objects that no longer count and are not deleted yet
public record Catalog(
    long version,
    String commitId,
    Instant committedAt,
    List<CatalogFile> files,
    List<RemovedObject> removed) {
  private static final Comparator<CatalogFile> ORDER =
      Comparator.comparing(CatalogFile::date)
          .thenComparing(CatalogFile::writtenUntil)
          .thenComparing(CatalogFile::key);

  /// Before the first commit.
  public static final Catalog EMPTY = new Catalog(0, "", Instant.EPOCH, List.of(), List.of());

  public Catalog {
    files = files.stream().sorted(ORDER).toList();
    removed = List.copyOf(removed);
  }

  /// The keys that no longer count.
  public Set<String> removedKeys() {
    return removed.stream().map(RemovedObject::key).collect(Collectors.toUnmodifiableSet());
  }

  /// Whether the change is part of this version, or of one before it.
  public boolean holds(CatalogChange change) {
    Set<String> known =
        Stream.concat(
                files.stream().map(CatalogFile::key), removed.stream().map(RemovedObject::key))
            .collect(Collectors.toSet());
    return !change.added().isEmpty()
        && change.added().stream().allMatch(file -> known.contains(file.key()));
  }

  /// The version after this one; empty if something that the change consumes is already gone:
  /// another compactor was faster.
  public Optional<Catalog> apply(CatalogChange change, String newCommitId, Instant now) {
    Set<String> gone = removedKeys();
    Set<String> present = files.stream().map(CatalogFile::key).collect(Collectors.toSet());
    for (String key : change.consumed()) {
      boolean fresh = key.startsWith(StorageLayout.TAIL);
      if (gone.contains(key) || (!fresh && !present.contains(key))) {
        return Optional.empty();
      }
    }
    if (!files.containsAll(change.narrowed().keySet())) {
      return Optional.empty();
    }
    List<CatalogFile> newFiles = new ArrayList<>();
    for (CatalogFile file : files) {
      if (!change.consumed().contains(file.key())) {
        newFiles.add(change.narrowed().getOrDefault(file, file));
      }
    }
    boolean fresh = change.consumed().stream().anyMatch(key -> key.startsWith(StorageLayout.TAIL));
    for (CatalogFile file : change.added()) {
      newFiles.add(fresh ? afterOthers(file) : file);
    }
    List<RemovedObject> newRemoved = new ArrayList<>(removed);
    newRemoved.removeIf(object -> change.forgotten().contains(object.key()));
    change.consumed().stream().sorted().forEach(key -> newRemoved.add(new RemovedObject(key, now)));
    return Optional.of(new Catalog(version + 1, newCommitId, now, newFiles, newRemoved));
  }

  /// A file of fresh objects wins over those that are there, in whatever order the objects were
  /// named: clocks differ, and a put may take its time, but whoever corrects a sample has seen it
  /// stored.
  private CatalogFile afterOthers(CatalogFile added) {
    return files.stream()
        .filter(file -> file.date().equals(added.date()))
        .map(CatalogFile::writtenUntil)
        .max(Comparator.naturalOrder())
        .filter(last -> !added.writtenUntil().isAfter(last))
        .map(added::after)
        .orElse(added);
  }

  /// What this version says, in the place of the one after it.
  Catalog inPlaceOfNext() {
    return new Catalog(version + 1, commitId, committedAt, files, removed);
  }

  /// This version without some files.
  public Catalog without(Set<String> keys) {
    return new Catalog(
        version,
        commitId,
        committedAt,
        files.stream().filter(file -> !keys.contains(file.key())).toList(),
        removed);
  }

  /// This version for a copy of the store that has only what counts.
  public Catalog withoutRemoved() {
    return new Catalog(version, commitId, committedAt, files, List.of());
  }

  /// As it stands in its object.
  public byte[] toJson() {
    return CatalogJson.write(this);
  }

  /// Every key under `samples/` and `series/` that this version still mentions.
  public Set<String> referencedKeys() {
    Set<String> keys = new HashSet<>();
    Stream.concat(files.stream().map(CatalogFile::key), removed.stream().map(RemovedObject::key))
        .filter(key -> key.startsWith(StorageLayout.SAMPLES))
        .forEach(
            key -> {
              keys.add(key);
              keys.add(StorageLayout.seriesKey(key));
            });
    return keys;
  }
}
