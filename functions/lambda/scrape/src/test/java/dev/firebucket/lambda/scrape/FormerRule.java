package dev.firebucket.lambda.scrape;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// **A model, not the code** that was here before: what its rules did to the targets of the same
/// seeds.
///
/// - One schedule per shard and part of the minute: `rate(1 minute)` fires each at its own phase,
///   and the run carries that phase as its planned time. They were made a second or two apart, in
///   one seed of four at any time: there the interval was changed later.
/// - A target is due where `floorDiv(planned - offset, interval)` differs from that of a tick
///   before: nothing is remembered, so a run that was not there is not made up for.
/// - A run within the minute that fails is counted as a success, its message is gone: nobody is
///   told. The first of the minute is reported.
/// - What a run has no time for gets no sample.
///
/// Its failures are drawn as often as those of the simulation, but without its retries of the
/// store: a run fails as often as three requests go wrong.
final class FormerRule {
  private static final int[] TICKS = {5, 6, 10, 12, 15, 20, 30, 60};
  private static final double FAILS = 0.03;
  private static final double LATE = 0.03;

  private final SimulatedWorld world;
  private final Random random;
  private final int tick;
  private final Map<String, Map<Long, Integer>> scrapes = new HashMap<>();
  private final Set<Long> reported = new HashSet<>();

  private FormerRule(long seed) {
    world = new SimulatedWorld(seed);
    random = new Random(seed);
    int wanted = (int) world.tick.toSeconds();
    int nearest = TICKS[0];
    for (int possible : TICKS) {
      nearest = possible <= wanted ? possible : nearest;
    }
    tick = nearest;
  }

  static SimulationCounts counts(long seed) {
    FormerRule former = new FormerRule(seed);
    former.run();
    return former.balance();
  }

  private void run() {
    int phase = random.nextInt(60);
    boolean changedLater = random.nextInt(4) == 0;
    for (int part = 0; part < 60; part += tick) {
      phase = changedLater ? random.nextInt(60) : (phase + random.nextInt(3)) % 60;
      for (int minute = 0; minute < SimulatedWorld.LENGTH.toMinutes(); minute++) {
        fire(minute * 60L + phase + part, part == 0);
      }
    }
  }

  private void fire(long planned, boolean first) {
    boolean late = world.isTroubled(planned) && random.nextDouble() < LATE;
    boolean fails =
        world.isTroubled(planned) && (random.nextDouble() < FAILS || world.isOutage(planned));
    if (late || fails) {
      if (late || first) {
        reported.add(planned);
      }
      return;
    }
    for (SimulatedTarget target : world.targets) {
      long interval = target.interval().toSeconds();
      long offset = offset(target);
      boolean due =
          interval <= tick
              || Math.floorDiv(planned - offset, interval)
                  != Math.floorDiv(planned - tick - offset, interval);
      if (due) {
        long slot = Math.floorDiv(planned - offset, interval);
        scrapes.computeIfAbsent(target.name(), key -> new HashMap<>()).merge(slot, 1, Integer::sum);
      }
    }
  }

  private static long offset(SimulatedTarget target) {
    return Math.floorMod(target.name().hashCode() * 31L, target.interval().toSeconds());
  }

  private SimulationCounts balance() {
    SimulationCounts counts = new SimulationCounts();
    long end = SimulatedWorld.LENGTH.toSeconds() - 60;
    for (SimulatedTarget target : world.targets) {
      long interval = target.interval().toSeconds();
      Map<Long, Integer> taken = scrapes.getOrDefault(target.name(), Map.of());
      for (long slot = Math.floorDiv(120, interval) + 1;
          (slot + 1) * interval + offset(target) < end;
          slot++) {
        counts.slots++;
        int times = taken.getOrDefault(slot, 0);
        long from = slot * interval + offset(target);
        if (times > 0) {
          counts.scraped++;
          counts.doubled += times - 1;
        } else if (reported.stream().anyMatch(run -> run >= from && run < from + interval)) {
          counts.reported++;
        } else {
          counts.silent++;
        }
      }
    }
    return counts;
  }
}
