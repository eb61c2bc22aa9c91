package dev.firebucket.lambda.scrape;

import dev.firebucket.storage.testing.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What a seed makes of the world: targets, intervals, shards, and how much goes wrong. Everything
/// else follows from it in virtual time.
final class SimulatedWorld {
  static final Instant START = Instant.parse("2026-11-29T18:00:00Z");

  /// In which events come; the last three without faults, so that what was begun ends.
  static final Duration LENGTH = Duration.ofMinutes(15);

  static final Duration QUIET = Duration.ofMinutes(5);

  private static final int[] TICKS = {5, 7, 10, 15, 20, 30, 45, 60, 60, 90};

  final Random random;
  final VirtualTime time = new VirtualTime(START);
  final Duration tick;
  final int shards;
  final List<SimulatedTarget> targets = new ArrayList<>();
  final MemoryObjectStore bucket = new MemoryObjectStore(time);
  final ScrapeLedger ledger;
  final int concurrency;
  final Duration backOff;

  /// How likely something is to go wrong: 0 in one seed of five.
  private final double trouble;

  /// Of the bucket, in seconds from the start.
  private final int outageFrom;

  private final int outageUntil;
  private final boolean refusing;

  SimulatedWorld(long seed) {
    random = new Random(seed);
    tick = Duration.ofSeconds(TICKS[random.nextInt(TICKS.length)]);
    shards = 1 + random.nextInt(3);
    trouble = seed % 5 == 0 ? 0 : 0.3 + random.nextDouble();
    concurrency = random.nextInt(3) == 0 ? 3 : 64;
    backOff = Duration.ofMinutes(random.nextInt(2) * 5);
    outageFrom = 60 + random.nextInt(500);
    outageUntil = outageFrom + random.nextInt(70);
    refusing = random.nextBoolean();
    int count = 4 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      targets.add(SimulatedTarget.of(this, i));
    }
    ledger = new ScrapeLedger(this);
    bucket.put("config/prometheus.yml", config().getBytes(StandardCharsets.UTF_8));
  }

  /// Whether something goes wrong that does so now and then.
  boolean happens(double probability) {
    return isTroubled() && random.nextDouble() < probability * trouble;
  }

  boolean isTroubled() {
    return isTroubled(time.nanoTime() / 1_000_000_000);
  }

  /// @param second from the start
  boolean isTroubled(long second) {
    return trouble > 0 && second < LENGTH.minus(QUIET).toSeconds();
  }

  Duration between(Duration least, Duration most) {
    long millis = most.toMillis() - least.toMillis();
    return least.plusMillis((long) (random.nextDouble() * millis));
  }

  /// What the bucket does now.
  enum Outage {
    NONE,
    REFUSING,
    SILENT
  }

  Outage outage() {
    if (!isOutage(time.nanoTime() / 1_000_000_000)) {
      return Outage.NONE;
    }
    return refusing ? Outage.REFUSING : Outage.SILENT;
  }

  /// @param second from the start
  boolean isOutage(long second) {
    return isTroubled(second) && second >= outageFrom && second < outageUntil;
  }

  SimulatedTarget target(String name) {
    return targets.get(Integer.parseInt(name.substring(1)));
  }

  String config() {
    StringBuilder yaml = new StringBuilder("scrape_configs:\n");
    for (SimulatedTarget target : targets) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "- {job_name: %s, scrape_interval: %ds, scrape_timeout: %dms, static_configs: [{targets: ['%s:1']}]}%n",
              target.name(),
              target.interval().toSeconds(),
              target.timeout().toMillis(),
              target.name()));
    }
    return yaml.toString();
  }
}
