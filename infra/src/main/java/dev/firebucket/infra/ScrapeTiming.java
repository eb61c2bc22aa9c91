package dev.firebucket.infra;

import java.time.Duration;

/// When targets are scraped, and by how many runs at a time.
///
/// @param interval between two runs of a shard, on a grid that is aligned to the clock: 5 seconds
///   to 31 days, whole seconds
/// @param shards into how many parts the targets are dealt; one run scrapes one part
/// @param backoff longest pause that a target gets which does not answer; zero for none
record ScrapeTiming(Duration interval, int shards, Duration backoff) {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int FEW_OBJECTS_A_MINUTE = 2;
  private static final Duration LONGEST_BACKOFF = Duration.ofDays(1);

  /// The most runs at a time that an event source mapping of a queue may start.
  static final int MOST_SHARDS = 1000;

  ScrapeTiming {
    ContextParameters.require(
        interval.compareTo(SHORTEST) >= 0
            && interval.compareTo(LONGEST) <= 0
            && interval.toMillis() % 1000 == 0,
        "scrapeInterval",
        ContextParameters.written(interval),
        "5 to 2678400 seconds, or a duration from 5s to 31d in whole seconds");
    ContextParameters.require(
        shards >= 1 && shards <= MOST_SHARDS, "shards", shards, "1 to " + MOST_SHARDS);
    ContextParameters.require(
        backoff.compareTo(LONGEST_BACKOFF) <= 0,
        "scrapeBackoff",
        ContextParameters.written(backoff),
        "a duration up to 1d, or 0 for none");
  }

  static ScrapeTiming of(ContextParameters parameters) {
    return new ScrapeTiming(
        parameters.duration("scrapeInterval", Duration.ofMinutes(1)),
        parameters.number("shards", 1),
        parameters.duration("scrapeBackoff", Duration.ZERO));
  }

  /// Whether the run that the timer fires is the only one of its minute. Otherwise it lays a
  /// message for each other one into a queue.
  boolean isTimerEnough() {
    return shards == 1 && interval.toSeconds() % 60 == 0;
  }

  long seconds() {
    return interval.toSeconds();
  }

  /// How often fresh objects are compacted. Where few are written, rarely: a run that starts cold
  /// costs more than all that it does.
  Duration compaction() {
    boolean few = shards * 60L <= FEW_OBJECTS_A_MINUTE * interval.toSeconds();
    return Duration.ofMinutes(few ? 30 : 10);
  }
}
