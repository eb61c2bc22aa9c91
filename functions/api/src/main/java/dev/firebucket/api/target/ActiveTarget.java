package dev.firebucket.api.target;

import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import java.time.Instant;
import java.util.Map;

/// A line of `activeTargets`.
///
/// @param lastScrape Go's zero time before the first scrape
/// @param lastScrapeDuration seconds
record ActiveTarget(
    Map<String, String> discoveredLabels,
    Map<String, String> labels,
    String scrapePool,
    String scrapeUrl,
    String globalUrl,
    String lastError,
    Instant lastScrape,
    double lastScrapeDuration,
    String health,
    String scrapeInterval,
    String scrapeTimeout) {
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  static ActiveTarget of(TargetStatus status, String globalUrl) {
    Target target = status.target();
    Instant last = status.lastScrape();
    return new ActiveTarget(
        target.discoveredLabels().toMap(),
        target.publicLabels().toMap(),
        target.config().jobName(),
        target.url(),
        globalUrl,
        status.lastError(),
        last == null ? NEVER : last,
        status.lastScrapeDuration().toNanos() / 1e9,
        status.health().label(),
        PrometheusDuration.format(target.interval()),
        PrometheusDuration.format(target.timeout()));
  }
}
