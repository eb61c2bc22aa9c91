package dev.firebucket.lambda.scrape;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.TickGrid;
import dev.firebucket.ingest.round.TargetSlots;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is durable, and what was reported: who was scraped when, and who was told why not.
final class ScrapeLedger {
  private static final Pattern TOO_LATE =
      Pattern.compile(
          "missed: the schedule of .* came too late for the run of (\\S+) of shard (\\d+)/.*");

  private static final Pattern TWICE = Pattern.compile("(\\S+) was scraped by another run too.*");

  private final SimulatedWorld world;
  private final Map<String, TargetHistory> histories = new HashMap<>();
  private final Set<Run> reported = new HashSet<>();
  private final Set<Run> failed = new HashSet<>();

  /// URLs of targets of which a run said that another had scraped them too, and the run.
  private final Map<Run, Set<String>> twice = new HashMap<>();

  /// A run of a shard.
  private record Run(int shard, Instant planned) {}

  /// What is durable of one target.
  private static final class TargetHistory {
    /// By planned time: whether it was asked.
    final NavigableMap<Long, Boolean> asked = new TreeMap<>();

    /// By planned time: the target's clock.
    final NavigableMap<Long, Double> clock = new TreeMap<>();

    /// By series: its newest sample.
    final Map<String, Newest> newest = new TreeMap<>();
  }

  private record Newest(long time, boolean stale) {}

  ScrapeLedger(SimulatedWorld world) {
    this.world = world;
  }

  private TargetHistory history(String target) {
    return histories.computeIfAbsent(target, key -> new TargetHistory());
  }

  /// An object is durable.
  void stored(List<SampleBatch> batches) {
    for (SampleBatch batch : batches) {
      for (SampleBatch.Series series : batch.series()) {
        for (int i = 0; i < series.size(); i++) {
          stored(
              history(series.labels().value("job")),
              series.labels().metricName(),
              series.timestamp(i),
              series.value(i));
        }
      }
    }
  }

  private static void stored(TargetHistory history, String metric, long time, double value) {
    boolean stale = StaleMarker.is(value);
    if (metric.equals("scrape_duration_seconds") && !stale) {
      history.asked.merge(time, value > 0, Boolean::logicalOr);
    } else if (metric.equals("clock") && !stale) {
      history.clock.put(time, value);
    }
    if (!metric.startsWith("scrape_") && !metric.equals("up")) {
      history.newest.merge(
          metric, new Newest(time, stale), (before, now) -> now.time >= before.time ? now : before);
    }
  }

  /// A run was answered.
  void run(PlannedRound round, List<String> problems) {
    for (String problem : problems) {
      if (problem.startsWith("missed: the event") || problem.startsWith("overtaken: ")) {
        reported.add(new Run(round.shard(), round.planned()));
      }
      Matcher again = TWICE.matcher(problem);
      if (again.matches()) {
        twice
            .computeIfAbsent(new Run(round.shard(), round.planned()), run -> new HashSet<>())
            .add(again.group(1));
      }
    }
  }

  /// The event of a minute was answered.
  void minute(Instant minute, List<String> problems) {
    List<Instant> times = new TickGrid(world.tick).between(minute, minute.plusSeconds(60));
    if (!times.isEmpty()) {
      run(PlannedRound.of(times.getFirst(), world.tick, 0, world.shards), problems);
    }
    for (String problem : problems) {
      Matcher late = TOO_LATE.matcher(problem);
      if (late.matches()) {
        reported.add(new Run(Integer.parseInt(late.group(2)), Instant.parse(late.group(1))));
      }
    }
  }

  /// An invocation failed, which Lambda counts.
  void failed(PlannedRound round) {
    failed.add(new Run(round.shard(), round.planned()));
  }

  /// A message was laid aside.
  void laidAside(PlannedRound round) {
    reported.add(new Run(round.shard(), round.planned()));
  }

  /// The event of a minute was laid aside.
  ///
  /// @param error why: where it died, nobody knows how many runs it had laid
  void laidAside(Instant minute, String error) {
    boolean ownOnly = error.contains("could not be stored");
    for (Instant time : new TickGrid(world.tick).between(minute, minute.plusSeconds(60))) {
      for (int shard = 0; shard < (ownOnly ? 1 : world.shards); shard++) {
        reported.add(new Run(shard, time));
      }
    }
  }

  /// The balance of all targets.
  SimulationCounts counts() {
    SimulationCounts counts = new SimulationCounts();
    for (SimulatedTarget simulated : world.targets) {
      Target target = target(simulated);
      count(target, history(simulated.name()), counts);
      countSeries(simulated, target, counts);
    }
    return counts;
  }

  private Target target(SimulatedTarget simulated) {
    try {
      return new JobDiscovery(
              new ConfigLoader()
                  .loadText(Path.of("/etc/prometheus.yml"), world.config()).scrapeConfigs().stream()
                      .filter(job -> job.jobName().equals(simulated.name()))
                      .findFirst()
                      .orElseThrow())
          .refresh(Instant.EPOCH)
          .active()
          .getFirst();
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  private int shard(Target target) {
    return (int) Long.remainderUnsigned(target.spread(), world.shards);
  }

  private void count(Target target, TargetHistory history, SimulationCounts counts) {
    TargetSlots slots = TargetSlots.of(target);
    Instant end = SimulatedWorld.START.plus(SimulatedWorld.LENGTH);
    TickGrid grid = new TickGrid(world.tick);
    for (Instant slot = slots.after(SimulatedWorld.START);
        slot.plus(world.tick).isBefore(end);
        slot = slots.after(slot)) {
      Instant after = slots.after(slot);
      List<Instant> runs = grid.between(slot, after);
      NavigableMap<Long, Boolean> taken =
          history.asked.subMap(slot.toEpochMilli(), true, after.toEpochMilli(), false);
      counts.slots++;
      List<Long> asked =
          taken.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
      if (!asked.isEmpty()) {
        counts.scraped++;
        again(target, asked, counts);
      } else if (!taken.isEmpty()) {
        counts.leftOut++;
      } else if (runs.stream().anyMatch(run -> reported.contains(new Run(shard(target), run)))) {
        counts.reported++;
      } else {
        counts.silent++;
        counts.notes.add("silent: %s at %s, runs %s".formatted(target, slot, runs));
      }
    }
    double last = 0;
    for (Map.Entry<Long, Double> value : history.clock.entrySet()) {
      // Runs that overlap may read a slow target in another order.
      if (value.getValue() < last - target.timeout().toMillis()) {
        counts.older++;
        counts.notes.add("older: %s at %s".formatted(target, Instant.ofEpochMilli(value.getKey())));
      }
      last = Math.max(last, value.getValue());
    }
  }

  private void again(Target target, List<Long> asked, SimulationCounts counts) {
    for (int i = 1; i < asked.size(); i++) {
      List<Instant> all = new ArrayList<>(asked.stream().map(Instant::ofEpochMilli).toList());
      boolean afterFailure =
          all.stream()
              .map(time -> new Run(shard(target), time))
              .anyMatch(
                  run ->
                      failed.contains(run)
                          || twice.getOrDefault(run, Set.of()).contains(target.url()));
      if (afterFailure) {
        counts.afterFailure++;
      } else {
        counts.doubled++;
        counts.notes.add("doubled: %s of shard %d at %s".formatted(target, shard(target), all));
      }
    }
  }

  /// Series that go on although the last scrape did not see them.
  private void countSeries(SimulatedTarget simulated, Target target, SimulationCounts counts) {
    TargetHistory history = history(simulated.name());
    Set<String> alive = simulated.exposed();
    history.newest.forEach(
        (series, newest) -> {
          if (newest.stale() || alive.contains(series)) {
            return;
          }
          if (history.asked.tailMap(newest.time(), false).values().stream()
                  .filter(asked -> asked)
                  .count()
              < 2) {
            // Runs that overlap end a series one run later.
            return;
          }
          Duration interval = simulated.interval();
          Instant time = Instant.ofEpochMilli(newest.time());
          boolean inFailedRun =
              failed.stream()
                  .anyMatch(
                      run ->
                          run.shard() == shard(target)
                              && !run.planned().isBefore(time)
                              && run.planned().isBefore(time.plus(interval)));
          if (inFailedRun) {
            counts.openAfterFailure++;
          } else {
            counts.open++;
            counts.notes.add("open: %s of %s since %s".formatted(series, target, time));
          }
        });
  }
}
