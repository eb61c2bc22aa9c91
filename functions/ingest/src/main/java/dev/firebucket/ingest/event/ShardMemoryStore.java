package dev.firebucket.ingest.event;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the memory of one shard as numbered versions: `state/scrape/0000-of-0001/<20 digits>`. Not
/// for use by several threads.
///
/// Rounds of one shard may run in different processes, even at the same time when an event is
/// delivered twice; so the store, not the memory of a process, is the truth. A version is put only
/// if nobody else has put it, as in the catalog, and only when the set of series or the turns of
/// targets changed: a PUT costs as much as twelve GETs, and a GET of the version that comes next,
/// which mostly finds nothing, is all that a round costs else. Where only turns changed, a version
/// is small: it names the older one that holds the series.
final class ShardMemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(ShardMemoryStore.class);
  static final String FOLDER = StorageLayout.STATE + "scrape/";

  /// How many versions are kept for processes that have not looked for a while.
  private static final int KEPT_VERSIONS = 100;

  /// How far a version may be from the one that holds its series: far less than is kept.
  private static final int FARTHEST_BASE = KEPT_VERSIONS / 2;

  /// After this time the next version may have been removed already: the folder is listed.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How often a version is tried that others put first.
  private static final int ATTEMPTS = 10;

  private final ObjectStore store;
  private final InstantSource clock;
  private final String folder;
  private Instant looked = Instant.EPOCH;
  private long version;

  /// The version that holds the series, 0 before the first.
  private long base;

  /// What was read of another process of which [#refresh] has not told yet.
  private News news = News.NOTHING;

  private ShardMemory stored = ShardMemory.EMPTY;

  /// Targets whose turn a round took that another had taken, unknown to it.
  private final Set<Target.Identity> takenTwice = new HashSet<>();

  /// What another process wrote.
  enum News {
    NOTHING,
    /// Turns of targets; the series are the same.
    TURNS,
    SERIES
  }

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
  /// @return what another process wrote since this one last looked
  /// @throws IOException when the store does not answer
  News refresh() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(looked, now).compareTo(PATIENCE) > 0) {
      findNewest();
    }
    for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
      takeUp(version + 1, next.get());
    }
    looked = now;
    News told = news;
    news = News.NOTHING;
    return told;
  }

  private void takeUp(long number, byte[] written) throws IOException {
    ShardMemoryFormat.Stored read = understood(number, written);
    ShardMemory memory = read.memory();
    long from = read.base() == 0 ? number : read.base();
    boolean sameSeries = from == base;
    if (read.base() != 0) {
      memory =
          new ShardMemory(
              memory.planned(), sameSeries ? stored.targets() : targetsOf(from), memory.turns());
    }
    stored = memory;
    base = from;
    version = number;
    news = sameSeries && news != News.SERIES ? News.TURNS : News.SERIES;
  }

  /// The series of an older version; none where it is not there any more.
  private Map<Target.Identity, TargetMemory.Tracked> targetsOf(long number) throws IOException {
    Optional<byte[]> written = store.get(key(number));
    if (written.isEmpty()) {
      LOG.warn("{} is gone, the series that it held do not get stale markers", key(number));
      return Map.of();
    }
    return understood(number, written.get()).memory().targets();
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

  private ShardMemoryFormat.Stored understood(long number, byte[] written) {
    try {
      return ShardMemoryFormat.read(written);
    } catch (IOException e) {
      LOG.warn("{} is not readable and is ignored: {}", key(number), e.getMessage());
      return new ShardMemoryFormat.Stored(ShardMemory.EMPTY, 0);
    }
  }

  /// Writes the memory of a round if it differs from what is in the store. Where another round
  /// wrote meanwhile, both are kept.
  ///
  /// @return what the store now holds that this memory does not
  /// @throws IOException when the store does not take it; the next call tries again
  News save(ShardMemory memory) throws IOException {
    ShardMemory next = memory;
    ShardMemory before = stored;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (next.saysTheSameAs(stored) && !stored.planned().isAfter(next.planned())) {
        return beyond(memory);
      }
      boolean sameSeries =
          next.targets().equals(stored.targets())
              && base > 0
              && version + 1 - base <= FARTHEST_BASE;
      PutIfAbsentOutcome outcome =
          store.putIfAbsent(key(version + 1), ShardMemoryFormat.write(next, sameSeries ? base : 0));
      switch (outcome) {
        case CREATED -> {
          version++;
          stored = next;
          base = sameSeries ? base : version;
          removeOutdated();
          return beyond(memory);
        }
        case EXISTS, UNKNOWN -> {
          if (refresh() != News.NOTHING) {
            takenTwice.addAll(memory.takenTwice(before, stored));
            next = memory.union(stored);
          }
        }
      }
    }
    throw new IOException(
        "other runs of this shard wrote " + folder + " each of " + ATTEMPTS + " times");
  }

  /// Targets that the last rounds took although another round had: of those that took longer than
  /// any may. Each is named once.
  Set<Target.Identity> namesTakenTwice() {
    Set<Target.Identity> names = Set.copyOf(takenTwice);
    takenTwice.clear();
    return names;
  }

  private News beyond(ShardMemory memory) {
    if (!stored.targets().equals(memory.targets())) {
      return News.SERIES;
    }
    return stored.turns().equals(memory.turns()) ? News.NOTHING : News.TURNS;
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
