package dev.firebucket.ingest.memory;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the memory of one shard under `state/scrape/`: read once per process, written only when it
/// changed. Not for use by several threads.
public final class ShardMemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(ShardMemoryStore.class);
  private static final String FOLDER = StorageLayout.STATE + "scrape/";

  private final ObjectStore store;
  private final String key;
  private @Nullable ShardMemory stored;

  /// @param shard from 0
  /// @param shards how many there are; another number begins anew
  public ShardMemoryStore(ObjectStore store, int shard, int shards) {
    this.store = store;
    this.key = String.format(Locale.ROOT, "%sshard-%04d-of-%04d", FOLDER, shard, shards);
  }

  /// The memory that stands in the store. One that cannot be understood counts as none: the cost is
  /// stale markers that are not written.
  ///
  /// @throws IOException when the store does not answer
  public ShardMemory load() throws IOException {
    ShardMemory known = stored;
    if (known == null) {
      Optional<byte[]> bytes = store.get(key);
      known = bytes.isEmpty() ? ShardMemory.EMPTY : understood(bytes.get());
      stored = known;
    }
    return known;
  }

  private ShardMemory understood(byte[] bytes) {
    try {
      return ShardMemoryFormat.read(bytes);
    } catch (IOException e) {
      LOG.warn("{} is not readable and is begun anew: {}", key, e.getMessage());
      return ShardMemory.EMPTY;
    }
  }

  /// Puts the memory if it differs from what stands in the store.
  ///
  /// @return whether it was put
  /// @throws IOException when the store does not take it; the next call tries again
  public boolean save(ShardMemory memory) throws IOException {
    if (memory.equals(stored)) {
      return false;
    }
    store.put(key, ShardMemoryFormat.write(memory));
    stored = memory;
    return true;
  }
}
