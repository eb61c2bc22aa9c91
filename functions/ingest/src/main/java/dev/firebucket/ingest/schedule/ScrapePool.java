package dev.firebucket.ingest.schedule;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.scrape.UnsupportedSettings;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
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
final class ScrapePool {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapePool.class);

  private final LoopRoom room;
  private final HttpClientFactory clients;
  private final String userAgent;
  private final Map<Target.Identity, TargetLoop> loops = new LinkedHashMap<>();
  private final List<TargetLoop> ending = new ArrayList<>();
  private ScrapeConfig config;
  private JobDiscovery discovery;
  private TargetScraper scraper;
  private @Nullable JobTargets targets;

  ScrapePool(LoopRoom room, HttpClientFactory clients, String userAgent, ScrapeConfig config) {
    this.room = room;
    this.clients = clients;
    this.userAgent = userAgent;
    this.config = config;
    this.discovery = new JobDiscovery(config);
    this.scraper = new TargetScraper(config, clients, userAgent);
    UnsupportedSettings.of(config).forEach(LOG::warn);
  }

  /// Takes a new configuration of the job; an equal one changes nothing.
  synchronized void configure(ScrapeConfig next) {
    if (!next.equals(config)) {
      config = next;
      discovery = new JobDiscovery(next);
      scraper = new TargetScraper(next, clients, userAgent);
      UnsupportedSettings.of(next).forEach(LOG::warn);
      apply(discovery.refresh(room.timer().instant()), true);
    }
  }

  /// Looks for new and vanished targets.
  synchronized void refresh() {
    JobTargets now = discovery.refresh(room.timer().instant());
    if (!now.equals(targets)) {
      apply(now, false);
    }
    ending.removeIf(loop -> !loop.isRunning());
  }

  /// Whether targets never change, so that [#refresh()] is not worth its while.
  synchronized boolean isStatic() {
    return config.discovery().fileSdConfigs().isEmpty();
  }

  private void apply(JobTargets now, boolean relabelled) {
    targets = now;
    now.errors().forEach(error -> LOG.warn("job {}: {}", config.jobName(), error));
    now.failures().forEach(failure -> LOG.warn("{}", failure));
    String forced = overTargetLimit(now.active().size());
    Set<Target.Identity> present = new HashSet<>();
    for (Target target : now.active()) {
      present.add(target.identity());
      TargetLoop.Assignment assignment = new TargetLoop.Assignment(target, scraper, forced);
      TargetLoop loop = loops.get(target.identity());
      if (loop == null) {
        loop = new TargetLoop(room, assignment);
        loops.put(target.identity(), loop);
        loop.start();
      } else {
        loop.assign(assignment, relabelled);
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

  private @Nullable String overTargetLimit(int count) {
    long limit = config.limits().targetLimit();
    return limit > 0 && count > limit
        ? "target_limit exceeded (number of targets: " + count + ", limit: " + limit + ")"
        : null;
  }

  synchronized List<TargetStatus> statuses() {
    return loops.values().stream().map(TargetLoop::status).toList();
  }

  synchronized List<TargetMetadata> metadata() {
    return loops.values().stream()
        .map(loop -> new TargetMetadata(loop.assignment().target(), loop.metadata()))
        .toList();
  }

  synchronized List<DroppedTarget> dropped() {
    JobTargets now = targets;
    return now == null
        ? List.of()
        : now.dropped().stream().map(one -> new DroppedTarget(config.jobName(), one)).toList();
  }

  synchronized int droppedCount() {
    return targets == null ? 0 : targets.droppedCount();
  }

  synchronized boolean wrote(LabelSet series) {
    return loops.values().stream().anyMatch(loop -> loop.wrote(series));
  }

  /// Removes the whole job: its series end as those of vanished targets do.
  synchronized void remove() {
    loops.values().forEach(TargetLoop::remove);
    ending.addAll(loops.values());
    loops.clear();
  }

  /// Whether loops of vanished targets still wait to mark their series.
  synchronized boolean isEnding() {
    ending.removeIf(loop -> !loop.isRunning());
    return !ending.isEmpty();
  }

  /// Tells all loops to end with the process, and gives them, for the caller to wait.
  synchronized List<TargetLoop> stop() {
    List<TargetLoop> all = new ArrayList<>(loops.values());
    all.addAll(ending);
    all.forEach(TargetLoop::stop);
    return all;
  }
}
