package dev.firebucket.ingest.status;

import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an active target is: a line of `/api/v1/targets`.
///
/// @param target labels, discovered labels, URL, interval, timeout, and the job as `scrapePool`
/// @param health of the last scrape
/// @param lastError why it failed or did not take place, empty where it went well
/// @param lastScrape when it began, by the clock and not as planned; null before the first
/// @param lastScrapeDuration how long it took
public record TargetStatus(
    Target target,
    TargetHealth health,
    String lastError,
    @Nullable Instant lastScrape,
    Duration lastScrapeDuration) {

  /// A target that was not scraped.
  ///
  /// @param reason empty before its first turn
  public static TargetStatus unknown(Target target, String reason) {
    return new TargetStatus(target, TargetHealth.UNKNOWN, reason, null, Duration.ZERO);
  }

  /// A target after a scrape.
  public static TargetStatus of(ScrapeOutcome outcome, Instant started) {
    String error = outcome.error();
    return new TargetStatus(
        outcome.target(),
        outcome.health(),
        error == null ? "" : error,
        started,
        outcome.duration());
  }

  /// The same health under the labels and settings of another configuration.
  public TargetStatus with(Target changed) {
    return new TargetStatus(changed, health, lastError, lastScrape, lastScrapeDuration);
  }
}
