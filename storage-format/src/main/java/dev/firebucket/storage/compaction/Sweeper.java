package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogChange;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.catalog.CommitOutcome;
import dev.firebucket.storage.catalog.RemovedObject;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Deletes what no longer counts: consumed objects after their grace period, and, as it takes LISTs
/// of everything, once an hour files that no version has ever listed, and old catalog versions. Not
/// for use by several threads.
final class Sweeper {
  private static final Duration SEARCH = Duration.ofHours(1);

  private final ObjectStore store;
  private final CatalogStore catalogs;
  private final CompactionPolicy policy;
  private Instant searched = Instant.EPOCH;

  Sweeper(ObjectStore store, CatalogStore catalogs, CompactionPolicy policy) {
    this.store = store;
    this.catalogs = catalogs;
    this.policy = policy;
  }

  /// @param commitId unique to the commit that this may make
  /// @return how many objects were deleted
  int sweep(Instant now, String commitId) throws IOException {
    int consumed = deleteConsumed(now, commitId);
    if (now.isBefore(searched.plus(SEARCH))) {
      return consumed;
    }
    int others = deleteOrphans(now) + catalogs.deleteOldVersions(now, policy.grace());
    searched = now;
    return consumed + others;
  }

  /// Deletes the objects first, then their catalog entries: a crash in between repeats the
  /// deletion; in the other order the objects would count again.
  private int deleteConsumed(Instant now, String commitId) throws IOException {
    Set<String> expired =
        catalogs.newest().removed().stream()
            .filter(object -> !object.removedAt().plus(policy.grace()).isAfter(now))
            .map(RemovedObject::key)
            .collect(Collectors.toCollection(HashSet::new));
    if (!expired.isEmpty()) {
      // A commit may have come long after the time that it carries.
      expired.retainAll(catalogs.standing(now, policy.grace()).removedKeys());
    }
    if (expired.isEmpty()) {
      return 0;
    }
    List<String> objects = expired.stream().flatMap(Sweeper::withSeries).toList();
    store.delete(objects);
    CommitOutcome outcome = catalogs.commit(CatalogChange.forget(expired), commitId, now);
    return switch (outcome) {
      // If they are still listed, the next run deletes them again.
      case CommitOutcome.Committed _, CommitOutcome.Conflict _, CommitOutcome.Unknown _ ->
          objects.size();
    };
  }

  private static Stream<String> withSeries(String key) {
    return key.startsWith(StorageLayout.SAMPLES)
        ? Stream.of(key, StorageLayout.seriesKey(key))
        : Stream.of(key);
  }

  /// Lists before it reads the catalog, so files that were put and committed meanwhile are in the
  /// catalog.
  private int deleteOrphans(Instant now) throws IOException {
    Instant limit = now.minus(policy.orphanAge());
    List<String> old = new ArrayList<>();
    for (String folder : List.of(StorageLayout.SAMPLES, StorageLayout.SERIES)) {
      store.list(folder).stream()
          .filter(object -> object.lastModified().isBefore(limit))
          .map(ObjectSummary::key)
          .forEach(old::add);
    }
    Catalog newest = catalogs.newest();
    old.removeAll(newest.referencedKeys());
    store.delete(old);
    return old.size();
  }
}
