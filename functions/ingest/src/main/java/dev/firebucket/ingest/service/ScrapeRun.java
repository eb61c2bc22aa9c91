package dev.firebucket.ingest.service;

import java.time.Duration;
import java.time.Instant;

/// One firing of the scrape timer, for one shard.
///
/// @param at the time of all samples of the run
/// @param planned the moment the timer fired for, exactly a tick after the one before: a timer that
///   fires late now and then neither skips nor repeats a target with a longer interval
/// @param tick time between two runs; targets with a longer interval are scraped in some runs only
/// @param shard which part of the targets, from 0
/// @param shards into how many parts the targets are dealt
/// @param budget how long the run may take: what has not begun by then is left for the next run
public record ScrapeRun(
    Instant at, Instant planned, Duration tick, int shard, int shards, Duration budget) {
  public ScrapeRun {
    if (shards < 1 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("shard " + shard + " of " + shards + " does not exist");
    }
    if (tick.isZero() || tick.isNegative()) {
      throw new IllegalArgumentException("a tick must be longer than nothing: " + tick);
    }
  }

  /// All targets in one run, each minute.
  public static ScrapeRun everyMinute(Instant at) {
    Duration minute = Duration.ofMinutes(1);
    return new ScrapeRun(at, at, minute, 0, 1, minute);
  }
}
