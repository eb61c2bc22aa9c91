package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.event.PlannedRound;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the timer says: `{"shard":0,"shards":1,"time":"2026-11-22T18:00:00Z","second":15,
/// "interval":15}`.
///
/// @param shard which part of the targets, from 0
/// @param shards into how many parts the targets are dealt; 1 when not given
/// @param time the minute the timer fired for; now when not given
/// @param second seconds after that minute, for runs that a delayed message fires
/// @param interval seconds between two runs; 60 when not given
public record ScrapeEvent(int shard, int shards, @Nullable Instant time, int second, int interval) {
  public ScrapeEvent {
    shards = shards == 0 ? 1 : shards;
    interval = interval == 0 ? 60 : interval;
    if (shards < 0 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "there is no shard %d of %d; shards count from 0".formatted(shard, shards));
    }
    if (interval < 0 || second < 0 || second >= 60) {
      throw new IllegalArgumentException(
          "second %d or interval %d is wrong: seconds are 0 to 59, an interval is positive"
              .formatted(second, interval));
    }
  }

  Duration tick() {
    return Duration.ofSeconds(interval);
  }

  /// The round that it asks for. What has not begun after two thirds of the interval is left out.
  PlannedRound round(Instant now) {
    Instant planned = time == null ? now : time.plusSeconds(second);
    return new PlannedRound(planned, tick(), shard, shards, tick().multipliedBy(2).dividedBy(3));
  }
}
