package dev.firebucket.ingest.event;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the memory of one shard as numbered versions: `state/scrape/0000-of-0001/<20 digits>`. Not
/// for use by several threads.
///
/// Rounds of one shard may run in different processes, even at the same time when an event is
/// delivered twice; so the store, not the memory of a process, is the truth. A version is put only
/// if nobody else has put it, as in the catalog, and only when the set of series changed: a PUT
/// costs as much as twelve GETs, and a GET of the version that comes next, which mostly finds
/// nothing, is all that a round costs else.
final class ShardMemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(ShardMemoryStore.class);
  private static final String FOLDER = StorageLayout.STATE + "scrape/";

  /// How many versions are kept for processes that have not looked for a while.
  private static final int KEPT_VERSIONS = 100;

  /// After this time the next version may have been removed already: the folder is listed.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How often a version is tried that others put first.
  private static final int ATTEMPTS = 10;

  private final ObjectStore store;
  private final InstantSource clock;
  private final String folder;
  private Instant looked = Instant.EPOCH;
  private long version;

  /// Whether a version of another process was read of which [#refresh] has not told yet.
  private boolean news;

  private ShardMemory stored = ShardMemory.EMPTY;

  /// @param shard from 0
  /// @param shards how many there are; another number begins with an empty memory
  ShardMemoryStore(ObjectStore store, InstantSource clock, int shard, int shards) {
    this.store = store;
    this.clock = clock;
    this.folder = String.format(Locale.ROOT, "%s%04d-of-%04d/", FOLDER, shard, shards);
  }

  /// The memory as this process last saw it in the store.
  ShardMemory stored() {
    return stored;
  }

  /// Looks into the store. A memory that cannot be understood counts as empty: the cost is stale
  /// markers that are not written.
  ///
  /// @return whether another process wrote it since this one last looked
  /// @throws IOException when the store does not answer
  boolean refresh() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(looked, now).compareTo(PATIENCE) > 0) {
      findNewest();
    }
    for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
      version++;
      stored = understood(next.get());
      news = true;
    }
    looked = now;
    boolean told = news;
    news = false;
    return told;
  }

  private Optional<byte[]> next() throws IOException {
    return store.get(key(version + 1));
  }

  private void findNewest() throws IOException {
    List<ObjectSummary> versions = store.list(folder);
    if (!versions.isEmpty()) {
      String newest = versions.getLast().key();
      version = Math.max(version, Long.parseLong(newest.substring(folder.length())) - 1);
    }
  }

  private String key(long number) {
    return String.format(Locale.ROOT, "%s%020d", folder, number);
  }

  private ShardMemory understood(byte[] written) {
    try {
      return ShardMemoryFormat.read(written);
    } catch (IOException e) {
      LOG.warn("{} is not readable and is ignored: {}", key(version), e.getMessage());
      return ShardMemory.EMPTY;
    }
  }

  /// Writes the memory of a round if its series differ from those in the store. Where another round
  /// wrote meanwhile, both are kept.
  ///
  /// @return whether the store now holds what this memory does not
  /// @throws IOException when the store does not take it; the next call tries again
  boolean save(ShardMemory memory) throws IOException {
    ShardMemory next = memory;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (next.targets().equals(stored.targets())) {
        return !next.targets().equals(memory.targets());
      }
      PutIfAbsentOutcome outcome =
          store.putIfAbsent(key(version + 1), ShardMemoryFormat.write(next));
      switch (outcome) {
        case CREATED -> {
          version++;
          stored = next;
          removeOutdated();
          return !next.targets().equals(memory.targets());
        }
        case EXISTS, UNKNOWN -> {
          if (refresh()) {
            next = memory.union(stored);
          }
        }
      }
    }
    throw new IOException(
        "other runs of this shard wrote " + folder + " each of " + ATTEMPTS + " times");
  }

  /// The memory is durable by then: a store that does not delete costs one object.
  private void removeOutdated() {
    try {
      store.delete(List.of(key(version - KEPT_VERSIONS)));
    } catch (IOException e) {
      LOG.warn("{} is left over: {}", key(version - KEPT_VERSIONS), e.getMessage());
    }
  }
}
