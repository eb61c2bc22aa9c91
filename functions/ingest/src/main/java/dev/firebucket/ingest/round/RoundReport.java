package dev.firebucket.ingest.round;

import dev.firebucket.ingest.status.TargetStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a round did.
///
/// @param planned the time of its samples
/// @param targets those that were due, in the order in which they were given
/// @param samples how many it wrote, stale markers and report series among them
/// @param stored completes when all of them are durable; fails with an `IOException` when they are
///   given up
public record RoundReport(
    Instant planned, List<TargetStatus> targets, int samples, CompletableFuture<Void> stored) {
  public RoundReport {
    targets = List.copyOf(targets);
  }
}
