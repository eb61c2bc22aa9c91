package dev.firebucket.storage.simulation;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Mistakes of whoever deletes samples.
final class WrongDeletions {
  private WrongDeletions() {}

  /// Notes that all is done with the request itself.
  static final class DoneAtOnce extends ForwardingStore {
    DoneAtOnce(ObjectStore store) {
      super(store);
    }

    @Override
    public void put(String key, byte[] body) throws IOException {
      super.put(key, body);
      if (key.startsWith(StorageLayout.DELETIONS) && !key.endsWith(".done.json")) {
        super.put(key.replace(".json", ".done.json"), "{}".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /// Knows nothing of fresh objects.
  static final class NoTail extends ForwardingStore {
    NoTail(ObjectStore store) {
      super(store);
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return prefix.equals(StorageLayout.TAIL) ? List.of() : super.list(prefix);
    }
  }
}
