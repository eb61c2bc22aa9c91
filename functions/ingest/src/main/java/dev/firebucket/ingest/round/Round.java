package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.TargetMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one round is to do.
///
/// @param planned the time of all samples, whole milliseconds
/// @param due what to scrape, in the order in which scrapes begin
/// @param gone memories of targets that are no longer there: what they wrote last ends now, unless
///   another target writes it
/// @param budget after it no scrape begins: who is left gets `up 0`
/// @param firstObject when what was scraped by then is written without waiting for the rest; empty
///   where everything becomes one object
public record Round(
    Instant planned,
    List<ScrapeTask> due,
    List<TargetMemory> gone,
    Duration budget,
    Optional<Duration> firstObject) {
  public Round {
    due = List.copyOf(due);
    gone = List.copyOf(gone);
  }

  /// A round of one target.
  public static Round of(Instant planned, ScrapeTask task, Duration budget) {
    return new Round(planned, List.of(task), List.of(), budget, Optional.empty());
  }

  /// The end of a target that is no longer there.
  public static Round end(Instant planned, TargetMemory gone) {
    return new Round(planned, List.of(), List.of(gone), Duration.ZERO, Optional.empty());
  }
}
