package dev.firebucket.storage.simulation;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Mistakes of whoever deletes what no longer counts.
final class WrongSweeps {
  private WrongSweeps() {}

  /// Deletes what it merges as soon as it has a copy.
  static final class BeforeCommit extends ForwardingStore {
    BeforeCommit(ObjectStore store) {
      super(store);
    }

    @Override
    public boolean download(String key, Path target) throws IOException {
      boolean there = super.download(key, target);
      if (key.startsWith(StorageLayout.TAIL)) {
        delete(List.of(key));
      }
      return there;
    }
  }

  /// Takes objects of a folder for very old.
  static final class Older extends ForwardingStore {
    private final String folder;

    Older(ObjectStore store, String folder) {
      super(store);
      this.folder = folder;
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return older(super.list(prefix));
    }

    @Override
    public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
      return older(super.list(prefix, startAfter));
    }

    private List<ObjectSummary> older(List<ObjectSummary> objects) {
      return objects.stream()
          .map(
              object ->
                  object.key().startsWith(folder)
                      ? new ObjectSummary(object.key(), object.size(), Instant.EPOCH)
                      : object)
          .toList();
    }
  }

  /// Takes all marks and versions for very old.
  static final class NoGrace extends ForwardingStore {
    NoGrace(ObjectStore store) {
      super(new Older(store, StorageLayout.CATALOG));
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
      Optional<byte[]> body = super.get(key);
      return StorageLayout.isCatalogKey(key)
          ? body.map(
              bytes ->
                  new String(bytes, StandardCharsets.UTF_8)
                      .replaceAll(
                          "\"removed_at\":\"[^\"]*\"", "\"removed_at\":\"2000-01-01T00:00:00Z\"")
                      .getBytes(StandardCharsets.UTF_8))
          : body;
    }
  }

  /// Deletes consumed objects only after the commit that forgets them.
  static final class ForgetsFirst extends ForwardingStore {
    private final List<String> waiting = new ArrayList<>();

    ForgetsFirst(ObjectStore store) {
      super(store);
    }

    @Override
    public void delete(Collection<String> keys) throws IOException {
      if (keys.stream().anyMatch(key -> key.startsWith(StorageLayout.TAIL))) {
        waiting.addAll(keys);
        return;
      }
      super.delete(keys);
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      PutIfAbsentOutcome outcome = super.putIfAbsent(key, body);
      super.delete(waiting);
      waiting.clear();
      return outcome;
    }
  }

  /// Finds nothing where orphans are.
  static final class NoOrphans extends ForwardingStore {
    NoOrphans(ObjectStore store) {
      super(store);
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return prefix.startsWith(StorageLayout.SAMPLES) || prefix.startsWith(StorageLayout.SERIES)
          ? List.of()
          : super.list(prefix);
    }
  }
}
