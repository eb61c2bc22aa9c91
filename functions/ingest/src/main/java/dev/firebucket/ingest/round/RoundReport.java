package dev.firebucket.ingest.round;

import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// What a round did.
///
/// @param planned the time of its samples
/// @param targets those that were due, in the order in which they were given
/// @param outOfTime those of them whose turn did not come within the budget
/// @param unreached those of them to which no connection came about
/// @param samples how many it wrote, stale markers and report series among them
/// @param stored completes when all of them are durable; fails with an `IOException` when they are
///   given up
public record RoundReport(
    Instant planned,
    List<TargetStatus> targets,
    Set<Target.Identity> outOfTime,
    Set<Target.Identity> unreached,
    int samples,
    CompletableFuture<Void> stored) {
  public RoundReport {
    targets = List.copyOf(targets);
    outOfTime = Set.copyOf(outOfTime);
    unreached = Set.copyOf(unreached);
  }
}
