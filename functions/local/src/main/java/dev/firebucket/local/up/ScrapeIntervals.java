package dev.firebucket.local.up;

import dev.firebucket.go.time.PrometheusDuration;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;

/// `prometheus_target_interval_length_seconds`: how far apart scrapes really are, by the interval
/// that they should have, over the last ten minutes.
///
/// Functions do not have it: whichever environment runs next scrapes a target, and knows of the
/// scrape before when it was planned, not when it began.
final class ScrapeIntervals {
  private static final long MOST_AGE_SECONDS = 600;

  private final Summary seconds =
      Summary.builder()
          .name("prometheus_target_interval_length_seconds")
          .help("Actual intervals between scrapes.")
          .unit(Unit.SECONDS)
          .quantile(0.01, 0.001)
          .quantile(0.05, 0.005)
          .quantile(0.5, 0.05)
          .quantile(0.9, 0.01)
          .quantile(0.99, 0.001)
          .maxAgeSeconds(MOST_AGE_SECONDS)
          .labelNames("interval")
          .build();

  void scraped(Duration interval, Duration actual) {
    seconds.labelValues(PrometheusDuration.format(interval)).observe(actual.toNanos() / 1e9);
  }

  void register(PrometheusRegistry registry) {
    registry.register(seconds);
  }
}
