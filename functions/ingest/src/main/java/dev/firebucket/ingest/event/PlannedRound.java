package dev.firebucket.ingest.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// One run of the scrape function, for one shard.
///
/// @param planned the time it was fired for, floored to the grid of its tick: the time of all
///   samples
/// @param tick time between two runs; targets with a longer interval are scraped in some runs only
/// @param shard which part of the targets, from 0
/// @param shards into how many parts the targets are dealt
/// @param budget how long scrapes may begin where the process has the time: who has not begun by
///   then comes first in the next run
public record PlannedRound(Instant planned, Duration tick, int shard, int shards, Duration budget) {
  /// What answered within this time is stored without waiting for the rest.
  private static final Duration FIRST_OBJECT = Duration.ofSeconds(2);

  public PlannedRound {
    planned = new TickGrid(tick).atOrBefore(planned);
    if (shards < 1 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "there is no shard %d of %d; shards count from 0".formatted(shard, shards));
    }
  }

  /// A run whose scrapes begin within two thirds of its tick.
  public static PlannedRound of(Instant planned, Duration tick, int shard, int shards) {
    return new PlannedRound(planned, tick, shard, shards, tick.multipliedBy(2).dividedBy(3));
  }

  /// All targets in one round, each minute.
  public static PlannedRound ofMinute(Instant planned) {
    Duration minute = Duration.ofMinutes(1);
    return new PlannedRound(planned, minute, 0, 1, minute);
  }

  /// Whether it comes so late, or so early, that its values would lie about their time.
  boolean isFarFrom(Instant now) {
    return Duration.between(planned, now).abs().compareTo(tick) > 0;
  }

  /// When what has answered is stored, counted from the beginning of the run.
  Duration firstObject() {
    Duration third = tick.dividedBy(3);
    return third.compareTo(FIRST_OBJECT) < 0 ? third : FIRST_OBJECT;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of shard %d/%d", planned, shard, shards);
  }
}
