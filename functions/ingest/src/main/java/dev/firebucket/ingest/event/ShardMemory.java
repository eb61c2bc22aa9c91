package dev.firebucket.ingest.event;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the runs of one shard left.
///
/// @param planned the time of the run that left it; the epoch before the first
/// @param targets which series each target wrote last, by the identity of the target
/// @param turns of the targets of which the next run cannot know by itself whether they are due
record ShardMemory(
    Instant planned,
    Map<Target.Identity, TargetMemory.Tracked> targets,
    Map<Target.Identity, TargetTurn> turns) {
  /// Nothing was scraped yet.
  static final ShardMemory EMPTY = new ShardMemory(Instant.EPOCH, Map.of(), Map.of());

  ShardMemory {
    targets = Map.copyOf(targets);
    turns = Map.copyOf(turns);
  }

  /// Whether it says of targets what another says, whichever run it was.
  boolean saysTheSameAs(ShardMemory other) {
    return targets.equals(other.targets) && turns.equals(other.turns);
  }

  /// What either of two rounds saw. A series too many costs a stale marker for what has ended
  /// already; one too few would never end.
  ShardMemory union(ShardMemory other) {
    Map<Target.Identity, TargetMemory.Tracked> all = new HashMap<>(targets);
    other.targets.forEach((target, tracked) -> all.merge(target, tracked, ShardMemory::union));
    Map<Target.Identity, TargetTurn> both = new HashMap<>(turns);
    other.turns.forEach((target, turn) -> both.merge(target, turn, TargetTurn::union));
    return new ShardMemory(planned.isAfter(other.planned) ? planned : other.planned, all, both);
  }

  /// Targets that this round and another both took since a time at which neither had.
  Set<Target.Identity> takenTwice(ShardMemory before, ShardMemory other) {
    Set<Target.Identity> twice = new HashSet<>();
    turns.forEach(
        (target, turn) -> {
          Instant last = before.taken(target);
          Instant theirs = other.taken(target);
          if (turn.taken().isAfter(last) && theirs.isAfter(last) && !theirs.equals(turn.taken())) {
            twice.add(target);
          }
        });
    return twice;
  }

  private Instant taken(Target.Identity target) {
    return turns.getOrDefault(target, TargetTurn.NONE).taken();
  }

  private static TargetMemory.Tracked union(TargetMemory.Tracked a, TargetMemory.Tracked b) {
    Set<LabelSet> series = new HashSet<>(a.series());
    series.addAll(b.series());
    return new TargetMemory.Tracked(a.reportLabels(), a.extraReports() || b.extraReports(), series);
  }
}
