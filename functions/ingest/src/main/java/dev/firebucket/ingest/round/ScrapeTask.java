package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.target.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A target and what it takes to scrape it.
///
/// @param scraper of its job
/// @param memory what its last scrape left; changed by each scrape
/// @param forcedError why its scrape fails without a request, such as `target_limit`; null else
/// @param notAsked why it is left out this time, such as a back-off: it gets `up 0` and nothing is
///   said of its series; null else
/// @param connectWithin how long a connection may take, where none came about the last time; null
///   for as long as the scrape
public record ScrapeTask(
    Target target,
    TargetScraper scraper,
    TargetMemory memory,
    @Nullable String forcedError,
    @Nullable String notAsked,
    @Nullable Duration connectWithin) {

  /// The same target, which is left out this time.
  public ScrapeTask leftOut(String reason) {
    return new ScrapeTask(target, scraper, memory, forcedError, reason, connectWithin);
  }

  /// The same target, which waits this long for a connection and no longer.
  public ScrapeTask connectingWithin(Duration bound) {
    return new ScrapeTask(target, scraper, memory, forcedError, notAsked, bound);
  }
}
