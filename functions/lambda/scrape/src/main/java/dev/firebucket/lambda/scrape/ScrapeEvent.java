package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.event.PlannedRound;
import java.time.Duration;
import java.time.Instant;

/// What the function is told to do. [ScrapeEventReader] reads it.
sealed interface ScrapeEvent {
  /// The schedule fired: do the first run of the minute, and lay the others into the queue.
  ///
  /// @param minute the time of the schedule
  /// @param tick between two runs
  /// @param shards into how many parts the targets are dealt
  record Minute(Instant minute, Duration tick, int shards) implements ScrapeEvent {}

  /// One run, as a message of the queue names it.
  record Run(PlannedRound round) implements ScrapeEvent {}
}
