package dev.firebucket.lambda.scrape;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Something to scrape: quick, slow, hanging, or each in turn; with series that come and go.
///
/// @param name of its job and its host
/// @param interval of its scrapes
/// @param timeout of its scrapes
/// @param mood how it answers
final class SimulatedTarget {
  private enum Mood {
    QUICK,
    SLOW,
    HANGING,
    CHANGING
  }

  private static final int SERIES = 4;

  private final String name;
  private final Duration interval;
  private final Duration timeout;
  private final Mood mood;
  private final SimulatedWorld world;

  /// What it exposed last, and whether somebody took it.
  private Set<String> exposed = new TreeSet<>();

  private SimulatedTarget(
      SimulatedWorld world, String name, Duration interval, Duration timeout, Mood mood) {
    this.world = world;
    this.name = name;
    this.interval = interval;
    this.timeout = timeout;
    this.mood = mood;
  }

  static SimulatedTarget of(SimulatedWorld world, int number) {
    Random random = world.random;
    long tick = world.tick.toSeconds();
    long[] intervals = {tick, tick, 2 * tick, 60, 4 * tick, 90, 300, 3 * tick + 1};
    long interval = intervals[random.nextInt(intervals.length)];
    long timeout = Math.min(interval * 1000, 500 + random.nextInt(9500));
    Mood[] moods = Mood.values();
    Mood mood = random.nextInt(3) > 0 ? Mood.QUICK : moods[random.nextInt(moods.length)];
    return new SimulatedTarget(
        world,
        "t" + number,
        Duration.ofSeconds(Math.max(interval, tick)),
        Duration.ofMillis(timeout),
        mood);
  }

  String name() {
    return name;
  }

  Duration interval() {
    return interval;
  }

  Duration timeout() {
    return timeout;
  }

  /// Answers a request as long as it takes; empty when it does not in time.
  ///
  /// `clock` is the time of the answer in milliseconds: it never goes back.
  Optional<byte[]> answer() {
    Duration takes =
        switch (mood) {
          case QUICK -> world.between(Duration.ofMillis(3), Duration.ofMillis(90));
          case SLOW -> world.between(Duration.ofMillis(500), Duration.ofSeconds(4));
          case HANGING -> Duration.ofHours(1);
          case CHANGING ->
              world.random.nextInt(3) > 0
                  ? world.between(Duration.ofMillis(3), Duration.ofMillis(90))
                  : Duration.ofHours(1);
        };
    if (takes.compareTo(timeout) >= 0) {
      world.time.sleep(timeout);
      exposed = Set.of();
      return Optional.empty();
    }
    world.time.sleep(takes);
    StringBuilder body =
        new StringBuilder("clock ").append(world.time.instant().toEpochMilli()).append('\n');
    Set<String> series = new TreeSet<>(Set.of("clock"));
    for (int i = 0; i < SERIES; i++) {
      if (world.random.nextInt(4) > 0) {
        series.add("s" + i);
        body.append('s').append(i).append(" 1\n");
      }
    }
    exposed = series;
    return Optional.of(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The series of its last answer.
  Set<String> exposed() {
    return Set.copyOf(exposed);
  }

  @Override
  public String toString() {
    return "%s each %s, timeout %s, %s".formatted(name, interval, timeout, mood);
  }
}
