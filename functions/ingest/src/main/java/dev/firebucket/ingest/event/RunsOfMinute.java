package dev.firebucket.ingest.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The runs of the minute for which a schedule fired: one for each shard and time of the grid.
///
/// @param own the one that is done at once, shard 0 at the first time; empty when that time is
///   still to come, or none is in this minute
/// @param others those that are laid into the queue
/// @param tooLate those whose time is more than a tick ago
public record RunsOfMinute(
    Optional<PlannedRound> own, List<DelayedRun> others, List<PlannedRound> tooLate) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// A run may begin so long before its time: clocks differ.
  private static final Duration EARLY = Duration.ofSeconds(1);

  public RunsOfMinute {
    others = List.copyOf(others);
    tooLate = List.copyOf(tooLate);
  }

  /// @param minute for which the schedule fired
  /// @param now when it did
  public static RunsOfMinute of(Instant minute, Duration tick, int shards, Instant now) {
    List<DelayedRun> others = new ArrayList<>();
    List<PlannedRound> tooLate = new ArrayList<>();
    Optional<PlannedRound> own = Optional.empty();
    Instant from = new TickGrid(MINUTE).atOrBefore(minute);
    List<Instant> times = new TickGrid(tick).between(from, from.plus(MINUTE));
    for (Instant time : times) {
      for (int shard = 0; shard < shards; shard++) {
        PlannedRound round = PlannedRound.of(time, tick, shard, shards);
        boolean first = shard == 0 && time.equals(times.getFirst());
        if (first && !time.isAfter(now.plus(EARLY))) {
          own = Optional.of(round);
        } else if (round.isFarFrom(now) && time.isBefore(now)) {
          tooLate.add(round);
        } else {
          others.add(new DelayedRun(round, delay(now, time)));
        }
      }
    }
    return new RunsOfMinute(own, others, tooLate);
  }

  /// Whole seconds, up: a run before its time would scrape too early.
  private static Duration delay(Instant now, Instant time) {
    long millis = Math.max(0, Duration.between(now, time).toMillis());
    return Duration.ofSeconds((millis + 999) / 1000);
  }
}
