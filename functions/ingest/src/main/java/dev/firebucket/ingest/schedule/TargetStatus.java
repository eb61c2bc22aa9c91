package dev.firebucket.ingest.schedule;

import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an active target stands: a line of `/api/v1/targets`.
///
/// @param target labels, discovered labels, URL, interval, timeout, and the job as `scrapePool`
/// @param health of the last scrape
/// @param lastError why it failed, empty where it did not
/// @param lastScrape when it began, null before the first
/// @param lastScrapeDuration how long it took
public record TargetStatus(
    Target target,
    TargetHealth health,
    String lastError,
    @Nullable Instant lastScrape,
    Duration lastScrapeDuration) {

  /// A target that was not scraped yet.
  static TargetStatus unknown(Target target) {
    return new TargetStatus(target, TargetHealth.UNKNOWN, "", null, Duration.ZERO);
  }
}
