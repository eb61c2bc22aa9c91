package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.ScrapeOutcome;
import java.util.concurrent.atomic.LongAdder;

/// What all rounds of a process have done, for its own metrics.
public final class ScrapeCounters {
  private final LongAdder scrapes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder outOfOrder = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder outOfBounds = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  ScrapeCounters() {}

  void add(ScrapeOutcome outcome) {
    scrapes.increment();
    if (outcome.error() != null) {
      failures.increment();
    }
    samples.add(outcome.counts().scraped());
    outOfOrder.add(outcome.counts().outOfOrder());
    duplicates.add(outcome.counts().duplicates());
    outOfBounds.add(outcome.counts().outOfBounds());
  }

  /// Counts moments of targets at which no scrape took place.
  public void skip(long ticks) {
    skipped.add(ticks);
  }

  /// Scrapes done (`firebucket_scrapes_total`).
  public long scrapes() {
    return scrapes.sum();
  }

  /// Scrapes that failed (`firebucket_scrapes_failed_total`).
  public long failures() {
    return failures.sum();
  }

  /// Samples that targets exposed (`firebucket_scrape_samples_total`).
  public long samples() {
    return samples.sum();
  }

  /// `prometheus_target_scrapes_sample_out_of_order_total`.
  public long outOfOrder() {
    return outOfOrder.sum();
  }

  /// `prometheus_target_scrapes_sample_duplicate_timestamp_total`.
  public long duplicates() {
    return duplicates.sum();
  }

  /// `prometheus_target_scrapes_sample_out_of_bounds_total`.
  public long outOfBounds() {
    return outOfBounds.sum();
  }

  /// Scrapes that were left out because the one before, or the machine, took too long
  /// (`firebucket_scrapes_skipped_total`).
  public long skipped() {
    return skipped.sum();
  }
}
