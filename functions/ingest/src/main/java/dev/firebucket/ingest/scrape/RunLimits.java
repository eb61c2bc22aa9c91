package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.target.Target;
import java.time.Duration;
import java.util.Collection;

/// What a run has time for where something ends it from outside, and with it all that it learned.
///
/// @param run how long a run may take, from its event to its last write
/// @param scrape how long the scrape of one target may take, whatever its `scrape_timeout` says
public record RunLimits(Duration run, Duration scrape) {
  /// For what is done before the first scrape begins and after the last one has ended.
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(10);

  /// Of a process that nobody ends.
  public static final RunLimits NONE = new RunLimits(Duration.ofDays(3660), Duration.ofDays(366));

  /// Of the scrape function: `ScrapeFunction` of `infra` gives a run two minutes.
  public static final RunLimits FUNCTION =
      new RunLimits(Duration.ofMinutes(2), Duration.ofMinutes(1));

  public RunLimits {
    if (!scrape.isPositive() || scrape.plus(BEFORE_AND_AFTER).compareTo(run) >= 0) {
      throw new IllegalArgumentException(
          "a run of %s has no time for a scrape of %s".formatted(run, scrape));
    }
  }

  /// How long the scrape of a target may take.
  public Duration timeout(Target target) {
    return shorter(target.timeout(), scrape);
  }

  /// How long scrapes may begin, so that the slowest of them still ends in time.
  ///
  /// @param wanted without a limit
  public Duration budget(Duration wanted, Collection<Target> targets) {
    Duration slowest =
        targets.stream().map(this::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
    return shorter(wanted, run.minus(slowest).minus(BEFORE_AND_AFTER));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
