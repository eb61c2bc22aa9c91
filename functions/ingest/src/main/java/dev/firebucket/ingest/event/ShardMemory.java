package dev.firebucket.ingest.event;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the scrapes of one shard saw last.
///
/// @param planned the time of the round that left it; the epoch before the first
/// @param targets by the identity of the target
record ShardMemory(Instant planned, Map<Target.Identity, TargetMemory.Tracked> targets) {
  /// Nothing was scraped yet.
  static final ShardMemory EMPTY = new ShardMemory(Instant.EPOCH, Map.of());

  ShardMemory {
    targets = Map.copyOf(targets);
  }

  /// What either of two rounds saw. A series too many costs a stale marker for what has ended
  /// already; one too few would never end.
  ShardMemory union(ShardMemory other) {
    Map<Target.Identity, TargetMemory.Tracked> all = new HashMap<>(targets);
    other.targets.forEach((target, tracked) -> all.merge(target, tracked, ShardMemory::union));
    return new ShardMemory(planned.isAfter(other.planned) ? planned : other.planned, all);
  }

  private static TargetMemory.Tracked union(TargetMemory.Tracked a, TargetMemory.Tracked b) {
    Set<LabelSet> series = new HashSet<>(a.series());
    series.addAll(b.series());
    return new TargetMemory.Tracked(a.reportLabels(), a.extraReports() || b.extraReports(), series);
  }
}
