package dev.firebucket.ingest.event;

import java.time.Duration;
import java.time.Instant;

/// One firing of the scrape timer, for one shard.
///
/// @param planned the moment the timer fired for, exactly a tick after the one before: the time of
///   all samples
/// @param tick time between two firings; targets with a longer interval are scraped in some rounds
///   only
/// @param shard which part of the targets, from 0
/// @param shards into how many parts the targets are dealt
/// @param budget how long the round may take: what has not begun by then is left to the next one
public record PlannedRound(Instant planned, Duration tick, int shard, int shards, Duration budget) {
  public PlannedRound {
    planned = Instant.ofEpochMilli(planned.toEpochMilli());
    if (shards < 1 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("shard " + shard + " of " + shards + " does not exist");
    }
    if (tick.isZero() || tick.isNegative()) {
      throw new IllegalArgumentException("a tick must be longer than zero: " + tick);
    }
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
}
