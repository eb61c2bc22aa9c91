package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// What the scrapes of all targets remember: which series each wrote last. Safe for use by several
/// threads.
public final class ScrapeMemory {
  private final Map<Target.Identity, TargetMemory> targets = new ConcurrentHashMap<>();

  /// The memory of a process in which nothing was scraped yet.
  public ScrapeMemory() {}

  /// The memory that another process left.
  public static ScrapeMemory restore(Map<Target.Identity, TargetMemory.Tracked> before) {
    ScrapeMemory memory = new ScrapeMemory();
    before.forEach((target, tracked) -> memory.targets.put(target, TargetMemory.restore(tracked)));
    return memory;
  }

  /// The memory of a target; a new one for a new target.
  public TargetMemory of(Target target) {
    return targets.computeIfAbsent(target.identity(), key -> new TargetMemory());
  }

  /// Takes the memory of a target out: it is gone, and what it wrote no longer counts as alive.
  public Optional<TargetMemory> remove(Target target) {
    return Optional.ofNullable(targets.remove(target.identity()));
  }

  /// As [#remove], for each target that fulfils a condition.
  public List<TargetMemory> removeIf(Predicate<Target.Identity> gone) {
    List<TargetMemory> removed = new ArrayList<>();
    targets
        .entrySet()
        .removeIf(
            entry -> {
              boolean remove = gone.test(entry.getKey());
              if (remove) {
                removed.add(entry.getValue());
              }
              return remove;
            });
    return removed;
  }

  /// Whether the last scrape of any target wrote this series.
  public boolean isAlive(LabelSet series) {
    return targets.values().stream().anyMatch(memory -> memory.wrote(series));
  }

  /// What another process must know to continue.
  public Map<Target.Identity, TargetMemory.Tracked> tracked() {
    Map<Target.Identity, TargetMemory.Tracked> tracked = new HashMap<>();
    targets.forEach(
        (target, memory) -> memory.tracked().ifPresent(one -> tracked.put(target, one)));
    return tracked;
  }
}
