package dev.firebucket.ingest.event;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundReport;
import dev.firebucket.ingest.round.ScrapeJob;
import dev.firebucket.ingest.round.ScrapeRound;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.round.TargetSlots;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Scrapes the targets of a shard that are due at the planned time of an event, and stores
/// everything as one object.
///
/// Made once per process and configuration. What a later process must know (which series to mark
/// stale, which event was last) is kept under `state/scrape/`, written only when the set of series
/// changed.
///
/// An event that is delivered twice changes nothing: a process knows the rounds that it has done,
/// the memory in the bucket says which round wrote it, and a round that changed no memory writes,
/// when it is repeated, the same series at the same time.
public final class ScrapeEvents {
  private final Function<List<SampleBatch>, CompletableFuture<Void>> writer;
  private final ObjectStore store;
  private final RoundOptions options;
  private final InstantSource clock;
  private final List<ScrapeJob> jobs;
  private final Map<String, Shard> shards = new HashMap<>();

  /// @param clients makes the HTTP clients of the jobs; stays open
  /// @param writer takes the samples of a round; its future says whether they are durable
  /// @param store keeps what the next process must know
  public ScrapeEvents(
      PrometheusConfig config,
      HttpClientFactory clients,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      ObjectStore store,
      RoundOptions options,
      InstantSource clock) {
    this.writer = writer;
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.jobs =
        config.scrapeConfigs().stream().map(job -> new ScrapeJob(job, clients, options)).toList();
  }

  /// What a shard has at the time of an event.
  ///
  /// @param present every target of the shard
  /// @param uncertain jobs whose discovery failed
  private record Found(List<ScrapeTask> present, Set<String> uncertain, List<String> problems) {}

  /// Scrapes what is due and stores it. One event is handled at a time.
  ///
  /// @throws IOException when the memory of the shard cannot be read: nothing was scraped then
  /// @throws InterruptedException when the thread is to end
  public synchronized EventReport scrape(PlannedRound event)
      throws IOException, InterruptedException {
    if (event.isFarFrom(clock.instant())) {
      return new EventReport.Missed(event.planned(), clock.instant());
    }
    Shard shard =
        shards.computeIfAbsent(
            event.shard() + "/" + event.shards(),
            key -> new Shard(store, clock, event.shard(), event.shards()));
    shard.refresh();
    if (!shard.done().isBefore(event.planned())) {
      return new EventReport.Repeated(event.planned(), shard.done());
    }
    return scrape(event, shard, find(event, shard));
  }

  private Found find(PlannedRound event, Shard shard) {
    Found found = new Found(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
    for (ScrapeJob job : jobs) {
      JobTargets targets = job.targets(clock.instant());
      found.problems().addAll(job.warnings());
      found.problems().addAll(targets.failures());
      found.problems().addAll(targets.errors());
      if (!targets.errors().isEmpty()) {
        found.uncertain().add(job.config().jobName());
      }
      found
          .present()
          .addAll(job.tasks(targets, target -> isOfShard(target, event), shard.memory()));
    }
    return found;
  }

  private EventReport scrape(PlannedRound event, Shard shard, Found found)
      throws InterruptedException {
    List<ScrapeTask> due =
        found.present().stream().filter(task -> isDue(task.target(), event)).toList();
    RoundReport report;
    String storeError;
    try {
      report =
          new ScrapeRound(shard.memory(), writer, options, clock)
              .run(
                  event.planned(),
                  due,
                  shard.takeGone(found.present(), found.uncertain()),
                  event.budget());
      storeError = await(report.stored());
    } catch (InterruptedException | RuntimeException brokenOff) {
      // The memory is ahead of what is stored.
      shard.forget();
      throw brokenOff;
    }
    if (storeError != null) {
      shard.forget();
    } else {
      try {
        shard.complete(event.planned());
      } catch (IOException e) {
        found.problems().add("the memory of the shard could not be kept: " + e.getMessage());
      }
    }
    return new EventReport.Scraped(
        event.planned(), report.targets(), report.samples(), storeError, found.problems());
  }

  private static boolean isOfShard(Target target, PlannedRound event) {
    return Long.remainderUnsigned(target.spread(), event.shards()) == event.shard();
  }

  /// Whether one of the target's own moments lies between the event before and this one.
  private static boolean isDue(Target target, PlannedRound event) {
    return TargetSlots.of(target)
        .atOrBefore(event.planned())
        .isAfter(event.planned().minus(event.tick()));
  }

  /// Null when the samples are durable, else why they are not.
  private static @Nullable String await(CompletableFuture<Void> stored)
      throws InterruptedException {
    try {
      stored.get();
      return null;
    } catch (ExecutionException refused) {
      Throwable reason = refused.getCause();
      return String.valueOf(reason == null ? refused.getMessage() : reason.getMessage());
    }
  }
}
