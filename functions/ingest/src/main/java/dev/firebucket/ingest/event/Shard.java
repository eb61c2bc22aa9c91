package dev.firebucket.ingest.event;

import dev.firebucket.ingest.round.ScrapeMemory;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One shard over the rounds of one process: its memory, in step with the bucket.
final class Shard {
  private final ShardMemoryStore store;
  private ScrapeMemory memory = new ScrapeMemory();
  private Instant done = Instant.EPOCH;

  Shard(ObjectStore store, InstantSource clock, int shard, int shards) {
    this.store = new ShardMemoryStore(store, clock, shard, shards);
  }

  /// Takes up what another process left since the last round of this one.
  ///
  /// @throws IOException when the store does not answer
  void refresh() throws IOException {
    if (store.refresh()) {
      forget();
    }
  }

  /// The planned time of the newest round that is known to be done, by this process or another.
  Instant done() {
    Instant stored = store.stored().planned();
    return done.isAfter(stored) ? done : stored;
  }

  ScrapeMemory memory() {
    return memory;
  }

  /// Takes out the memories of targets that are no longer there.
  ///
  /// @param present every target of the shard
  /// @param uncertain jobs whose discovery failed: their targets may still be there
  List<TargetMemory> takeGone(List<ScrapeTask> present, Set<String> uncertain) {
    Set<Target.Identity> here = new HashSet<>();
    present.forEach(task -> here.add(task.target().identity()));
    return memory.removeIf(target -> !here.contains(target) && !uncertain.contains(target.job()));
  }

  /// A round is done and its samples are durable: keeps what the next process must know.
  ///
  /// @throws IOException when the store does not take it; the next round tries again
  void complete(Instant planned) throws IOException {
    done = planned;
    if (store.save(new ShardMemory(planned, memory.tracked()))) {
      forget();
    }
  }

  /// Continues from what the bucket holds: the samples of a round that could not be stored must not
  /// be remembered as written.
  void forget() {
    memory = ScrapeMemory.restore(store.stored().targets());
  }
}
