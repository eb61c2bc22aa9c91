package dev.firebucket.ingest.schedule;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Scrapes all targets of a configuration, each on its own interval, until it is closed.
///
/// ```java
/// ScrapeManager manager = new ScrapeManager(clients, writer::submit, ScrapeTimer.system(), "…");
/// manager.apply(config); // and again at each reload
/// ```
///
/// Safe for use by several threads.
public final class ScrapeManager implements AutoCloseable {
  /// How often target files are looked at for changes.
  private static final Duration WATCH = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofMillis(500);

  private final HttpClientFactory clients;
  private final Consumer<SampleBatch> samples;
  private final ScrapeTimer timer;
  private final String userAgent;
  private final ScrapeCounters counters = new ScrapeCounters();
  private final FailureLog failures = new FailureLog();
  private final Room room = new Room();
  private final Map<String, ScrapePool> pools = new LinkedHashMap<>();
  private final List<ScrapePool> ending = new ArrayList<>();
  private @Nullable Thread watcher;
  private boolean closed;

  /// @param clients makes the HTTP clients of the jobs; stays open
  /// @param samples takes what scrapes write, a batch per scrape, and returns at once
  /// @param userAgent names this program to the targets
  public ScrapeManager(
      HttpClientFactory clients,
      Consumer<SampleBatch> samples,
      ScrapeTimer timer,
      String userAgent) {
    this.clients = clients;
    this.samples = samples;
    this.timer = timer;
    this.userAgent = userAgent;
  }

  /// Goes over to a configuration: targets that stay keep their rhythm and their memory, new ones
  /// begin, the series of those that are gone end with stale markers.
  public synchronized void apply(PrometheusConfig config) {
    if (closed) {
      throw new IllegalStateException("the scrape manager is closed");
    }
    Map<String, ScrapePool> before = new LinkedHashMap<>(pools);
    pools.clear();
    for (ScrapeConfig job : config.scrapeConfigs()) {
      ScrapePool pool = before.remove(job.jobName());
      if (pool == null) {
        pool = new ScrapePool(room, clients, userAgent, job);
      } else {
        pool.configure(job);
      }
      pools.put(job.jobName(), pool);
      pool.refresh();
    }
    before.values().forEach(ScrapePool::remove);
    ending.addAll(before.values());
    if (watcher == null) {
      watcher = Thread.ofVirtual().name("scrape discovery").start(this::watch);
    }
  }

  private void watch() {
    try {
      while (true) {
        timer.sleep(WATCH);
        refresh();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks for changed target files at once, as the manager does every five seconds by itself.
  public void refresh() {
    for (ScrapePool pool : snapshot()) {
      if (!pool.isStatic()) {
        pool.refresh();
      }
    }
    synchronized (this) {
      ending.removeIf(pool -> !pool.isEnding());
    }
  }

  /// Every target that is scraped, by jobs.
  public List<TargetStatus> activeTargets() {
    return snapshot().stream().flatMap(pool -> pool.statuses().stream()).toList();
  }

  /// What relabelling dropped, by jobs, within each job's `keep_dropped_targets`.
  public List<DroppedTarget> droppedTargets() {
    return snapshot().stream().flatMap(pool -> pool.dropped().stream()).toList();
  }

  /// How many targets relabelling dropped, by job name.
  public synchronized Map<String, Integer> droppedTargetCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    pools.forEach((job, pool) -> counts.put(job, pool.droppedCount()));
    return counts;
  }

  /// The metadata that every target exposes.
  public List<TargetMetadata> metadata() {
    return snapshot().stream().flatMap(pool -> pool.metadata().stream()).toList();
  }

  public ScrapeCounters counters() {
    return counters;
  }

  private synchronized List<ScrapePool> snapshot() {
    return List.copyOf(pools.values());
  }

  /// Ends all loops within half a second. No stale markers: the next process goes on.
  @Override
  public void close() {
    List<ScrapePool> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(pools.values());
      all.addAll(ending);
      if (watcher != null) {
        watcher.interrupt();
      }
    }
    List<TargetLoop> loops = all.stream().flatMap(pool -> pool.stop().stream()).toList();
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      for (TargetLoop loop : loops) {
        loop.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Room implements LoopRoom {
    @Override
    public ScrapeTimer timer() {
      return timer;
    }

    @Override
    public void take(ScrapeOutcome outcome) {
      counters.add(outcome);
      failures.add(outcome);
      samples.accept(outcome.samples());
    }

    @Override
    public void take(SampleBatch markers) {
      samples.accept(markers);
    }

    @Override
    public void skipped(long ticks) {
      counters.skip(ticks);
    }

    @Override
    public boolean isAlive(LabelSet series) {
      return snapshot().stream().anyMatch(pool -> pool.wrote(series));
    }
  }
}
