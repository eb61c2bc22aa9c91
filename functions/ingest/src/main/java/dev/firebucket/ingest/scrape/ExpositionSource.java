package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.target.Target;
import java.time.Duration;

/// Where the expositions of targets come from: over HTTP ([TargetFetcher]), or from a simulation.
@FunctionalInterface
public interface ExpositionSource {
  /// Asks a target; safe for use by several threads.
  ///
  /// @throws ScrapeException for whatever keeps the exposition from arriving whole and in time
  /// @throws InterruptedException when the thread is to end
  ScrapedBody fetch(Target target) throws ScrapeException, InterruptedException;

  /// Asks a target to which no connection came about the last time.
  ///
  /// @param connectWithin how long a connection may take this time
  default ScrapedBody fetch(Target target, Duration connectWithin)
      throws ScrapeException, InterruptedException {
    return fetch(target);
  }
}
