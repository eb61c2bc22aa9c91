package dev.firebucket.ingest.event;

import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;

/// How long a target is not asked that let the runs before wait in vain: one interval after the
/// first time, twice as long each time after. Each run is paid by its time, so a target that hangs
/// costs its timeout in every run.
///
/// @param longest pause; zero for none: each run asks
public record BackOff(Duration longest) {
  /// Each run asks, as Prometheus does.
  public static final BackOff NONE = new BackOff(Duration.ZERO);

  /// What fails sooner costs little.
  private static final Duration SLOW = Duration.ofSeconds(1);

  /// From here on the pause is the longest, whatever the interval.
  private static final int MOST_DOUBLINGS = 30;

  public BackOff {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("a pause cannot be negative: " + longest);
    }
  }

  /// Whether a scrape failed and took its time to.
  boolean isWorthPausing(TargetStatus status) {
    Duration half = status.target().timeout().dividedBy(2);
    return longest.isPositive()
        && status.health() == TargetHealth.DOWN
        && status.lastScrapeDuration().compareTo(half.compareTo(SLOW) < 0 ? half : SLOW) >= 0;
  }

  /// How long the target is left alone, counted from the run that waited in vain.
  ///
  /// @param failures how many in a row, at least 1
  Duration pause(Duration interval, int failures) {
    Duration pause = interval.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
