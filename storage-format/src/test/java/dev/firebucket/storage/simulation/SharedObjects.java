package dev.firebucket.storage.simulation;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.catalog.RemovedObject;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequests;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bucket itself, and what must hold of it after each change: a catalog version never changes,
/// whatever the newest names exists, and what one has consumed stands for a while.
final class SharedObjects {
  /// How long what a version consumed certainly stands, see `CatalogStore`: readers of the version
  /// before rely on it.
  private static final Duration STANDING = Duration.ofMinutes(5);

  private final MemoryObjectStore objects;
  private final VirtualTime time;
  private final CatalogStore newest;

  /// When a catalog that consumes an object came to be.
  private final Map<String, Instant> consumed = new HashMap<>();

  private boolean narrowed;

  SharedObjects(VirtualTime time) {
    this.time = time;
    this.objects = new MemoryObjectStore(time);
    this.newest = new CatalogStore(objects, time);
  }

  /// Without faults and without time.
  ObjectStore directly() {
    return objects;
  }

  /// Whether there ever was a file of which not all rows count.
  boolean hadNarrowed() {
    return narrowed;
  }

  Catalog newest() {
    try {
      return newest.newest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<byte[]> get(String key) {
    return objects.get(key);
  }

  Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    return objects.range(key, offset, length, version);
  }

  List<ObjectSummary> list(String prefix, String startAfter) {
    return objects.list(prefix, startAfter);
  }

  StoreRequests requests() {
    return objects.requests();
  }

  boolean copy(String from, String to) {
    return objects.copy(from, to);
  }

  void put(String key, byte[] body) {
    Optional<byte[]> before = objects.get(key);
    if (StorageLayout.isCatalogKey(key)
        && before.isPresent()
        && !Arrays.equals(before.get(), body)) {
      throw time.failed(key + " was overwritten: readers know what it said before");
    }
    objects.put(key, body);
    changed(key);
  }

  PutIfAbsentOutcome putIfAbsent(String key, byte[] body) {
    PutIfAbsentOutcome outcome = objects.putIfAbsent(key, body);
    if (outcome == PutIfAbsentOutcome.CREATED) {
      changed(key);
    }
    return outcome;
  }

  private void changed(String key) {
    if (!StorageLayout.isCatalogKey(key)) {
      return;
    }
    Catalog catalog = newest();
    for (CatalogFile file : catalog.files()) {
      requireThere(file.key(), catalog);
      requireThere(file.seriesKey(), catalog);
      narrowed |= file.narrowed();
    }
    for (RemovedObject object : catalog.removed()) {
      consumed.putIfAbsent(object.key(), time.instant());
    }
  }

  private void requireThere(String key, Catalog catalog) {
    if (objects.get(key).isEmpty()) {
      throw time.failed(
          "catalog version " + catalog.version() + " names " + key + ", which does not exist");
    }
  }

  void delete(String key) {
    objects.delete(List.of(key));
    Catalog catalog = newest();
    for (CatalogFile file : catalog.files()) {
      if (key.equals(file.key()) || key.equals(file.seriesKey())) {
        throw time.failed(
            key + " was deleted, which catalog version " + catalog.version() + " names");
      }
    }
    Instant since = consumed.get(key);
    if (since != null && time.instant().isBefore(since.plus(STANDING))) {
      throw time.failed(key + " was deleted at once after it was consumed: readers still need it");
    }
  }
}
