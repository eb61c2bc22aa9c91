package dev.firebucket.lambda.scrape;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the runs of one environment that came too late to be done. Safe for use by several
/// threads.
final class MissedRuns implements MetricSource {
  private final AtomicLong missed = new AtomicLong();

  void add(int runs) {
    missed.addAndGet(runs);
  }

  @Override
  public void collect(MetricFamilies families) {
    families.counter(
        "firebucket_scrape_runs_missed_total",
        "Runs that came more than a tick late, or for which the schedule came too late: nothing was scraped.",
        missed.get());
  }
}
