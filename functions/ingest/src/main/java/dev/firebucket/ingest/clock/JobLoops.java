package dev.firebucket.ingest.clock;

import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.round.ScrapeJob;
import dev.firebucket.ingest.round.ScrapeRound;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.status.DroppedTarget;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loops of one job, kept in step with its targets. Safe for use by several threads.
final class JobLoops {
  private static final Logger LOG = LoggerFactory.getLogger(JobLoops.class);

  private final ScrapeRound round;
  private final ScrapeTimer timer;
  private final IntervalObserver intervals;
  private final Map<Target.Identity, TargetLoop> loops = new LinkedHashMap<>();
  private final List<TargetLoop> ending = new ArrayList<>();
  private ScrapeJob job;
  private @Nullable JobTargets targets;

  JobLoops(ScrapeRound round, ScrapeTimer timer, IntervalObserver intervals, ScrapeJob job) {
    this.round = round;
    this.timer = timer;
    this.intervals = intervals;
    this.job = job;
    job.warnings().forEach(LOG::warn);
  }

  /// Takes a new configuration of the job; an equal one changes nothing.
  synchronized void configure(ScrapeJob next) {
    if (!next.config().equals(job.config())) {
      job = next;
      next.warnings().forEach(LOG::warn);
      apply(next.targets(timer.instant()));
    }
  }

  /// Looks for new and vanished targets.
  synchronized void refresh() {
    JobTargets now = job.targets(timer.instant());
    if (!now.equals(targets)) {
      apply(now);
    }
    ending.removeIf(loop -> !loop.isRunning());
  }

  /// Whether targets never change, so that there is nothing to refresh.
  synchronized boolean isStatic() {
    return job.config().discovery().fileSdConfigs().isEmpty();
  }

  private void apply(JobTargets now) {
    targets = now;
    now.errors().forEach(error -> LOG.warn("job {}: {}", job.config().jobName(), error));
    now.failures().forEach(failure -> LOG.warn("{}", failure));
    Set<Target.Identity> present = new HashSet<>();
    for (ScrapeTask task : job.tasks(now, target -> true, round.memory())) {
      present.add(task.target().identity());
      TargetLoop loop = loops.get(task.target().identity());
      if (loop == null) {
        loop = new TargetLoop(round, timer, intervals, task);
        loops.put(task.target().identity(), loop);
        loop.start();
      } else {
        loop.assign(task);
      }
    }
    loops
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone) {
                entry.getValue().remove();
                ending.add(entry.getValue());
              }
              return gone;
            });
  }

  synchronized List<TargetStatus> statuses() {
    return loops.values().stream().map(TargetLoop::status).toList();
  }

  synchronized List<TargetMetadata> metadata() {
    return loops.values().stream().map(TargetLoop::metadata).toList();
  }

  synchronized List<DroppedTarget> dropped() {
    JobTargets now = targets;
    return now == null
        ? List.of()
        : now.dropped().stream()
            .map(one -> new DroppedTarget(job.config().jobName(), one))
            .toList();
  }

  synchronized int droppedCount() {
    return targets == null ? 0 : targets.droppedCount();
  }

  /// Removes the whole job: its series end as those of vanished targets do.
  synchronized void remove() {
    loops.values().forEach(TargetLoop::remove);
    ending.addAll(loops.values());
    loops.clear();
  }

  /// How many loops run, those of vanished targets that wait to end their series among them.
  synchronized int running() {
    ending.removeIf(loop -> !loop.isRunning());
    return loops.size() + ending.size();
  }

  /// Ends all loops with the process, and returns them for the caller to wait.
  synchronized List<TargetLoop> stop() {
    List<TargetLoop> all = new ArrayList<>(loops.values());
    all.addAll(ending);
    all.forEach(TargetLoop::stop);
    return all;
  }
}
