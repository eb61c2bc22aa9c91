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
  private final LongAdder overSampleLimit = new LongAdder();
  private final LongAdder overBodySizeLimit = new LongAdder();
  private final LongAdder overLabelLimits = new LongAdder();

  /// All at 0.
  public ScrapeCounters() {}

  void add(ScrapeOutcome outcome) {
    scrapes.increment();
    String error = outcome.error();
    if (error != null) {
      failures.increment();
      overLimit(error);
    }
    samples.add(outcome.counts().scraped());
    outOfOrder.add(outcome.counts().outOfOrder());
    duplicates.add(outcome.counts().duplicates());
    outOfBounds.add(outcome.counts().outOfBounds());
  }

  /// By the messages of Prometheus, which also stand in the target's `lastError`.
  private void overLimit(String error) {
    if (error.equals("sample limit exceeded")) {
      overSampleLimit.increment();
    } else if (error.equals("body size limit exceeded")) {
      overBodySizeLimit.increment();
    } else if (error.startsWith("label_")) {
      overLabelLimits.increment();
    }
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

  /// `prometheus_target_scrapes_exceeded_sample_limit_total`.
  public long overSampleLimit() {
    return overSampleLimit.sum();
  }

  /// `prometheus_target_scrapes_exceeded_body_size_limit_total`.
  public long overBodySizeLimit() {
    return overBodySizeLimit.sum();
  }

  /// `prometheus_target_scrape_pool_exceeded_label_limits_total`.
  public long overLabelLimits() {
    return overLabelLimits.sum();
  }
}
