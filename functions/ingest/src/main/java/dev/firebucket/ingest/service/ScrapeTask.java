package dev.firebucket.ingest.service;

import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.target.Target;
import org.jspecify.annotations.Nullable;

/// One target that is due in a run.
final class ScrapeTask {
  private final Target target;
  private final TargetScraper scraper;
  private final TargetMemory memory;
  private final @Nullable String forcedError;
  private volatile @Nullable ScrapeOutcome outcome;

  ScrapeTask(
      Target target, TargetScraper scraper, TargetMemory memory, @Nullable String forcedError) {
    this.target = target;
    this.scraper = scraper;
    this.memory = memory;
    this.forcedError = forcedError;
  }

  Target target() {
    return target;
  }

  void run(long timestampMillis) throws InterruptedException {
    outcome = scraper.scrape(target, memory, timestampMillis, forcedError);
  }

  /// Null while it was not scraped.
  @Nullable ScrapeOutcome outcome() {
    return outcome;
  }
}
