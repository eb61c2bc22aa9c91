package dev.firebucket.ingest.memory;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import java.util.Map;

/// What the scrapes of one shard saw last.
///
/// @param targets by the identity of the target
public record ShardMemory(Map<Target.Identity, TargetMemory.Tracked> targets) {
  /// Nothing was scraped yet.
  public static final ShardMemory EMPTY = new ShardMemory(Map.of());

  public ShardMemory {
    targets = Map.copyOf(targets);
  }
}
