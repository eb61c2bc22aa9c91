package dev.firebucket.ingest.service;

import dev.firebucket.ingest.memory.ShardMemory;
import dev.firebucket.ingest.memory.ShardMemoryStore;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The targets of one shard with their memories, over the runs of one process; restored from the
/// bucket in the first run.
final class ShardState {
  private final ShardMemoryStore store;
  private final Map<Target.Identity, TargetMemory> memories = new HashMap<>();

  /// Memories of targets whose end is not stored yet.
  private final Map<Target.Identity, TargetMemory> gone = new LinkedHashMap<>();

  ShardState(ObjectStore store, int shard, int shards) throws IOException {
    this.store = new ShardMemoryStore(store, shard, shards);
    this.store
        .load()
        .targets()
        .forEach((target, before) -> memories.put(target, TargetMemory.restore(before)));
  }

  TargetMemory memory(Target target) {
    return memories.computeIfAbsent(target.identity(), key -> new TargetMemory());
  }

  /// Adds the stale markers of targets that are no longer there.
  ///
  /// @param present every target of the shard
  /// @param uncertain jobs whose discovery failed: their targets may still be there
  void markGone(
      List<Target> present, Set<String> uncertain, long timestampMillis, SampleBatch batch) {
    Set<Target.Identity> here = new java.util.HashSet<>();
    present.forEach(target -> here.add(target.identity()));
    for (Target.Identity target : List.copyOf(memories.keySet())) {
      if (!here.contains(target) && !uncertain.contains(target.job())) {
        gone.put(target, memories.remove(target));
      }
    }
    Predicate<LabelSet> elsewhere =
        labels -> memories.values().stream().anyMatch(memory -> memory.wrote(labels));
    gone.replaceAll(
        (target, memory) -> {
          TargetMemory again =
              memory.tracked().map(TargetMemory::restore).orElseGet(TargetMemory::new);
          batch.appendAll(memory.markGone(timestampMillis, elsewhere));
          return again;
        });
  }

  /// Forgets the targets whose stale markers are stored now.
  void goneIsStored() {
    gone.clear();
  }

  /// Keeps what the next process must know.
  void save() throws IOException {
    Map<Target.Identity, TargetMemory.Tracked> tracked = new HashMap<>();
    memories.forEach(
        (target, memory) -> memory.tracked().ifPresent(one -> tracked.put(target, one)));
    gone.forEach((target, memory) -> memory.tracked().ifPresent(one -> tracked.put(target, one)));
    store.save(new ShardMemory(tracked));
  }
}
