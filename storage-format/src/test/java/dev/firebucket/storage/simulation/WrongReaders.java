package dev.firebucket.storage.simulation;

import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mistakes of whoever reads, or of the store that it reads.
final class WrongReaders {
  private WrongReaders() {}

  /// Leaves out of the tail what a newer catalog has consumed than the one that it reads.
  static final class MixesCatalogs extends ForwardingStore {
    private final ObjectStore store;
    private int looks;

    MixesCatalogs(ObjectStore store) {
      super(store);
      this.store = store;
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
      // Every other time it does not see that there is a newer version.
      return StorageLayout.isCatalogKey(key) && ++looks % 2 == 0
          ? Optional.empty()
          : super.get(key);
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return consistent(prefix, super.list(prefix));
    }

    @Override
    public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
      return consistent(prefix, super.list(prefix, startAfter));
    }

    private List<ObjectSummary> consistent(String prefix, List<ObjectSummary> listed)
        throws IOException {
      if (!prefix.equals(StorageLayout.TAIL)) {
        return listed;
      }
      Set<String> gone = new CatalogStore(store, InstantSource.system()).newest().removedKeys();
      return listed.stream().filter(object -> !gone.contains(object.key())).toList();
    }
  }

  /// Lists the tail, then reads the catalog.
  static final class ListsFirst extends ForwardingStore {
    private @Nullable List<ObjectSummary> tail;

    ListsFirst(ObjectStore store) {
      super(store);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
      if (StorageLayout.isCatalogKey(key)) {
        tail = super.list(StorageLayout.TAIL);
      }
      return super.get(key);
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return list(prefix, "");
    }

    @Override
    public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
      List<ObjectSummary> before = tail;
      return prefix.equals(StorageLayout.TAIL) && before != null
          ? before.stream().filter(object -> object.key().compareTo(startAfter) > 0).toList()
          : super.list(prefix, startAfter);
    }
  }

  /// The newest object is not listed yet.
  static final class LacksNewest extends ForwardingStore {
    LacksNewest(ObjectStore store) {
      super(store);
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return lacking(prefix, super.list(prefix));
    }

    @Override
    public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
      return lacking(prefix, super.list(prefix, startAfter));
    }

    private static List<ObjectSummary> lacking(String prefix, List<ObjectSummary> listed) {
      return prefix.equals(StorageLayout.TAIL) && !listed.isEmpty()
          ? listed.subList(0, listed.size() - 1)
          : listed;
    }
  }
}
