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
import java.util.function.Predicate;

/// One shard over the rounds of one process: its memory and its turns, in step with the bucket.
final class Shard {
  private final ShardMemoryStore store;
  private final ShardTurns turns;
  private ScrapeMemory memory = new ScrapeMemory();
  private Instant done = Instant.EPOCH;

  /// Whether the bucket lacks what the last round left.
  private boolean unsaved;

  Shard(ObjectStore store, InstantSource clock, PlannedRound event, BackOff backOff) {
    this.store = new ShardMemoryStore(store, clock, event.shard(), event.shards());
    this.turns = new ShardTurns(backOff);
  }

  /// Takes up what another process left since the last round of this one.
  ///
  /// @throws IOException when the store does not answer
  void refresh() throws IOException {
    takeUp(store.refresh());
  }

  private void takeUp(ShardMemoryStore.News news) {
    ShardMemory stored = store.stored();
    if (unsaved && news != ShardMemoryStore.News.NOTHING) {
      restore(current().union(stored));
      return;
    }
    switch (news) {
      case SERIES -> restore(stored);
      case TURNS -> turns.restore(stored.turns());
      case NOTHING -> {}
    }
  }

  /// The planned time of the newest round that is known to be done, by this process or another.
  Instant done() {
    Instant stored = store.stored().planned();
    return done.isAfter(stored) ? done : stored;
  }

  /// Begins again because rounds are said to be done that no clock can have reached: one of them
  /// was wrong, and must not keep the right ones from scraping.
  ///
  /// @param possible the latest time that a clock can have reached
  void distrust(Instant possible) {
    done = Instant.EPOCH;
    forget();
    turns.forgetAfter(possible);
  }

  ScrapeMemory memory() {
    return memory;
  }

  ShardTurns turns() {
    return turns;
  }

  /// Takes out the memories of targets that are no longer there.
  ///
  /// @param present every target of the shard
  /// @param uncertain jobs whose discovery failed: their targets may still be there
  List<TargetMemory> takeGone(List<ScrapeTask> present, Set<String> uncertain) {
    Set<Target.Identity> here = new HashSet<>();
    present.forEach(task -> here.add(task.target().identity()));
    Predicate<Target.Identity> gone =
        target -> !here.contains(target) && !uncertain.contains(target.job());
    turns.removeIf(gone);
    return memory.removeIf(gone);
  }

  /// Takes note that a round is done and its samples are durable.
  void complete(Instant planned) {
    done = planned;
    unsaved = true;
  }

  /// Keeps what the next process must know of the last round, where that is not done yet.
  ///
  /// @throws IOException when the store does not take it; the next call tries again
  void save() throws IOException {
    if (unsaved) {
      ShardMemoryStore.News others = store.save(current());
      unsaved = false;
      takeUp(others);
    }
  }

  /// See [ShardMemoryStore#namesTakenTwice()].
  Set<Target.Identity> namesTakenTwice() {
    return store.namesTakenTwice();
  }

  private ShardMemory current() {
    return new ShardMemory(done, memory.tracked(), turns.all());
  }

  /// Continues from what the bucket holds: the samples of a round that could not be stored must not
  /// be remembered as written.
  void forget() {
    unsaved = false;
    restore(store.stored());
  }

  private void restore(ShardMemory from) {
    memory = ScrapeMemory.restore(from.targets());
    turns.restore(from.turns());
  }
}
