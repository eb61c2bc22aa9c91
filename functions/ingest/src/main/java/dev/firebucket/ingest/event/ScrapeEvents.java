package dev.firebucket.ingest.event;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.round.Round;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundReport;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.round.ScrapeJob;
import dev.firebucket.ingest.round.ScrapeRound;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Scrapes the targets of a shard that are due at the planned time of an event, and stores
/// everything as one object, or as two where some targets are slow.
///
/// Made once per process and configuration. What a later process must know (which series to mark
/// stale, which event was last, whose turn it was) is kept under `state/scrape/`, written only when
/// it changed.
///
/// An event that is delivered twice changes nothing: a process knows the rounds that it has done,
/// the memory in the bucket says which round wrote it, and a round that changed no memory writes,
/// when it is repeated, the same series at the same time.
public final class ScrapeEvents {
  private final Function<List<SampleBatch>, CompletableFuture<Void>> writer;
  private final ObjectStore store;
  private final RoundOptions options;
  private final BackOff backOff;
  private final RoundTime time;
  private final List<ScrapeJob> jobs;
  private final Map<String, Shard> shards = new HashMap<>();

  /// @param source answers for the targets
  /// @param writer takes the samples of a round; its future says whether they are durable
  /// @param store keeps what the next process must know
  /// @param backOff of targets that let runs wait in vain
  public ScrapeEvents(
      PrometheusConfig config,
      ExpositionSource source,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      ObjectStore store,
      RoundOptions options,
      BackOff backOff,
      RoundTime time) {
    this.writer = writer;
    this.store = store;
    this.options = options;
    this.backOff = backOff;
    this.time = time;
    this.jobs =
        config.scrapeConfigs().stream().map(job -> new ScrapeJob(job, source, time)).toList();
  }

  /// What a shard has at the time of an event.
  ///
  /// @param present every target of the shard
  /// @param uncertain jobs whose discovery failed
  private record Found(List<ScrapeTask> present, Set<String> uncertain, List<String> problems) {}

  /// Scrapes what is due and stores it. One event is handled at a time.
  ///
  /// @throws IOException when the memory of the shard cannot be read, or the one that an earlier
  ///   event could not keep still cannot be kept: nothing was scraped then
  /// @throws InterruptedException when the thread is to end
  public synchronized EventReport scrape(PlannedRound event)
      throws IOException, InterruptedException {
    Instant now = time.instant();
    if (event.isFarFrom(now)) {
      return new EventReport.Missed(event.planned(), now);
    }
    Shard shard =
        shards.computeIfAbsent(
            event.shard() + "/" + event.shards(), key -> new Shard(store, time, event, backOff));
    shard.refresh();
    List<String> problems = new ArrayList<>();
    Instant done = doneBefore(shard, event, now, problems);
    if (done.equals(event.planned())) {
      shard.save();
      return new EventReport.Repeated(event.planned());
    }
    if (done.isAfter(event.planned())) {
      return new EventReport.Overtaken(event.planned(), done);
    }
    return scrape(event, shard, find(event, shard, problems));
  }

  /// The newest round that is done, as far as a clock can have reached it.
  private static Instant doneBefore(
      Shard shard, PlannedRound event, Instant now, List<String> problems) {
    Instant possible = now.plus(event.tick().multipliedBy(2));
    Instant done = shard.done();
    if (!done.isAfter(possible)) {
      return done;
    }
    problems.add(
        "the last run of this shard says that it was planned for %s, but now it is %s: a clock was wrong; that run no longer counts, its samples stay"
            .formatted(done, now));
    shard.distrust(possible);
    return Instant.EPOCH;
  }

  private Found find(PlannedRound event, Shard shard, List<String> problems) {
    Found found = new Found(new ArrayList<>(), new HashSet<>(), problems);
    for (ScrapeJob job : jobs) {
      JobTargets targets = job.targets(time.instant());
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
    List<ScrapeTask> due = shard.turns().due(found.present(), event);
    RoundReport report;
    String storeError;
    try {
      report =
          new ScrapeRound(shard.memory(), writer, options, time)
              .run(
                  new Round(
                      event.planned(),
                      due,
                      shard.takeGone(found.present(), found.uncertain()),
                      options
                          .limits()
                          .budget(event.budget(), due.stream().map(ScrapeTask::target).toList()),
                      Optional.of(event.firstObject())));
      storeError = await(report.stored());
    } catch (InterruptedException | RuntimeException brokenOff) {
      // The memory is ahead of what is stored.
      shard.forget();
      throw brokenOff;
    }
    if (storeError != null) {
      shard.forget();
    } else {
      shard.turns().end(report, event, due);
      shard.complete(event.planned());
      try {
        shard.save();
        shard
            .namesTakenTwice()
            .forEach(
                target ->
                    found
                        .problems()
                        .add(
                            "%s was scraped by another run too, because one of the two took too long: it has a sample more than its interval says"
                                .formatted(target.url())));
      } catch (IOException e) {
        storeError = "the memory of the shard could not be kept: " + e.getMessage();
      }
    }
    return new EventReport.Scraped(
        event.planned(), report.targets(), report.samples(), storeError, found.problems());
  }

  private static boolean isOfShard(Target target, PlannedRound event) {
    return Long.remainderUnsigned(target.spread(), event.shards()) == event.shard();
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
