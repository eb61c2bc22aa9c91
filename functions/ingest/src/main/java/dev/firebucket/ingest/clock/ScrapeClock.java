package dev.firebucket.ingest.clock;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.round.ScrapeCounters;
import dev.firebucket.ingest.round.ScrapeJob;
import dev.firebucket.ingest.round.ScrapeMemory;
import dev.firebucket.ingest.round.ScrapeRound;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.status.DroppedTarget;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Scrapes all targets of a configuration, each at its own moments, until it is closed.
///
/// ```java
/// ScrapeClock scrapes = new ScrapeClock(clients, writer::submit, ScrapeTimer.system(), options,
///     (interval, actual) -> {});
/// scrapes.apply(config); // and again at each reload
/// ```
///
/// Safe for use by several threads.
public final class ScrapeClock implements AutoCloseable {
  /// How often target files are looked at for changes.
  private static final Duration WATCH = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofMillis(500);

  private final ExpositionSource source;
  private final RoundTime time;
  private final ScrapeTimer timer;
  private final ScrapeRound round;
  private final IntervalObserver intervals;
  private final Map<String, JobLoops> jobs = new LinkedHashMap<>();
  private final List<JobLoops> ending = new ArrayList<>();
  private @Nullable Thread watcher;
  private boolean closed;

  /// @param clients makes the HTTP clients of the jobs; stays open
  /// @param writer takes what scrapes write and returns at once
  /// @param intervals hears of each scrape but the first of a target
  public ScrapeClock(
      HttpClientFactory clients,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      ScrapeTimer timer,
      RoundOptions options,
      IntervalObserver intervals) {
    this.source = options.source(clients);
    this.time = RoundTime.of(timer);
    this.timer = timer;
    this.intervals = intervals;
    this.round = new ScrapeRound(new ScrapeMemory(), writer, options, time);
  }

  /// Applies a configuration: targets that stay keep their moments and their memory, new ones
  /// begin, the series of those that are gone end with stale markers.
  public synchronized void apply(PrometheusConfig config) {
    if (closed) {
      throw new IllegalStateException("the scrape clock is closed");
    }
    Map<String, JobLoops> before = new LinkedHashMap<>(jobs);
    jobs.clear();
    for (ScrapeConfig section : config.scrapeConfigs()) {
      ScrapeJob job = new ScrapeJob(section, source, time);
      JobLoops loops = before.remove(section.jobName());
      if (loops == null) {
        loops = new JobLoops(round, timer, intervals, job);
      } else {
        loops.configure(job);
      }
      jobs.put(section.jobName(), loops);
      loops.refresh();
    }
    before.values().forEach(JobLoops::remove);
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

  /// Looks for changed target files at once, as the clock does every five seconds by itself.
  public void refresh() {
    for (JobLoops loops : snapshot()) {
      if (!loops.isStatic()) {
        loops.refresh();
      }
    }
    synchronized (this) {
      ending.removeIf(loops -> loops.running() == 0);
    }
  }

  /// Every target that is scraped, by jobs.
  public List<TargetStatus> activeTargets() {
    return snapshot().stream().flatMap(loops -> loops.statuses().stream()).toList();
  }

  /// What relabelling dropped, by jobs, within each job's `keep_dropped_targets`.
  public List<DroppedTarget> droppedTargets() {
    return snapshot().stream().flatMap(loops -> loops.dropped().stream()).toList();
  }

  /// How many targets relabelling dropped, by name of the job.
  public synchronized Map<String, Integer> droppedTargetCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    jobs.forEach((job, loops) -> counts.put(job, loops.droppedCount()));
    return counts;
  }

  /// Type, help and unit of the metrics of every target.
  public List<TargetMetadata> metadata() {
    return snapshot().stream().flatMap(loops -> loops.metadata().stream()).toList();
  }

  public ScrapeCounters counters() {
    return round.counters();
  }

  /// How many loops run, those of vanished targets that wait to end their series among them.
  synchronized int running() {
    return Stream.concat(jobs.values().stream(), ending.stream()).mapToInt(JobLoops::running).sum();
  }

  private synchronized List<JobLoops> snapshot() {
    return List.copyOf(jobs.values());
  }

  /// Ends all loops within half a second. No stale markers: the next process continues the series.
  @Override
  public void close() {
    List<JobLoops> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(jobs.values());
      all.addAll(ending);
      if (watcher != null) {
        watcher.interrupt();
      }
    }
    List<TargetLoop> loops = all.stream().flatMap(job -> job.stop().stream()).toList();
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      for (TargetLoop loop : loops) {
        loop.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
