package dev.firebucket.ingest.service;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.scrape.UnsupportedSettings;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scrapes the targets of a shard at one moment and stores everything as one object.
///
/// Made once per process. What a later process must know (which series to mark stale) is kept under
/// `state/scrape/`, in one object per shard that is written only when the set of series changed.
/// Runs must not overlap.
public final class ScrapeService {
  private final SampleWriter writer;
  private final ObjectStore store;
  private final ScrapeServiceOptions options;
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, ShardState> shards = new HashMap<>();

  /// One job of the configuration, ready to work.
  private record Job(ScrapeConfig config, JobDiscovery discovery, TargetScraper scraper) {}

  /// @param clients makes the HTTP clients of the jobs
  /// @param writer takes the samples
  /// @param store keeps what the next process must know
  public ScrapeService(
      PrometheusConfig config,
      HttpClientFactory clients,
      SampleWriter writer,
      ObjectStore store,
      ScrapeServiceOptions options) {
    this.writer = writer;
    this.store = store;
    this.options = options;
    for (ScrapeConfig job : config.scrapeConfigs()) {
      jobs.add(
          new Job(
              job, new JobDiscovery(job), new TargetScraper(job, clients, options.userAgent())));
    }
  }

  /// Scrapes what is due and stores it. Whatever goes wrong with one target is its own line of the
  /// report and keeps nothing else from being stored.
  ///
  /// @throws IOException when the memory of the shard cannot be read: nothing was scraped then
  /// @throws InterruptedException when the thread is to end
  public synchronized ScrapeReport scrapeAll(ScrapeRun run)
      throws IOException, InterruptedException {
    ShardState state = state(run);
    List<String> problems = new ArrayList<>();
    jobs.forEach(job -> problems.addAll(UnsupportedSettings.of(job.config())));
    List<Target> present = new ArrayList<>();
    List<ScrapeTask> tasks = new ArrayList<>();
    Set<String> uncertain = new HashSet<>();
    for (Job job : jobs) {
      JobTargets targets = job.discovery().refresh(run.at());
      problems.addAll(targets.failures());
      problems.addAll(targets.errors());
      if (!targets.errors().isEmpty()) {
        uncertain.add(job.config().jobName());
      }
      String forced = overTargetLimit(job.config(), targets.active().size());
      for (Target target : targets.active()) {
        if (isOfShard(target, run)) {
          present.add(target);
          if (isDue(target, run)) {
            tasks.add(new ScrapeTask(target, job.scraper(), state.memory(target), forced));
          }
        }
      }
    }
    return finish(run, state, tasks, present, uncertain, problems);
  }

  private ScrapeReport finish(
      ScrapeRun run,
      ShardState state,
      List<ScrapeTask> tasks,
      List<Target> present,
      Set<String> uncertain,
      List<String> problems)
      throws InterruptedException {
    long time = run.at().toEpochMilli();
    ConcurrentScrapes.run(tasks, time, options.concurrency(), run.budget());
    SampleBatch batch = new SampleBatch();
    List<TargetReport> reports = new ArrayList<>();
    for (ScrapeTask task : tasks) {
      ScrapeOutcome outcome = task.outcome();
      if (outcome != null) {
        batch.appendAll(outcome.samples());
      }
      reports.add(report(task.target(), outcome));
    }
    state.markGone(present, uncertain, time, batch);
    String storeError = write(batch);
    if (storeError == null) {
      state.goneIsStored();
    }
    try {
      state.save();
    } catch (IOException e) {
      problems.add("the memory of the shard could not be kept: " + e.getMessage());
    }
    return new ScrapeReport(
        run.at(), reports, batch.sampleCount(), storeError == null, storeError, problems);
  }

  private ShardState state(ScrapeRun run) throws IOException {
    String name = run.shard() + "/" + run.shards();
    ShardState state = shards.get(name);
    if (state == null) {
      state = new ShardState(store, run.shard(), run.shards());
      shards.put(name, state);
    }
    return state;
  }

  private static boolean isOfShard(Target target, ScrapeRun run) {
    return Long.remainderUnsigned(target.spread(), run.shards()) == run.shard();
  }

  /// Whether one of the target's own moments lies between the run before and this one. They are
  /// spread over the interval, so that targets with long intervals do not all come at once.
  private static boolean isDue(Target target, ScrapeRun run) {
    long interval = target.interval().toMillis();
    long tick = run.tick().toMillis();
    if (interval <= tick) {
      return true;
    }
    long offset = Long.remainderUnsigned(target.spread() >>> 16, interval);
    long now = run.planned().toEpochMilli() - offset;
    return Math.floorDiv(now, interval) != Math.floorDiv(now - tick, interval);
  }

  private static @Nullable String overTargetLimit(ScrapeConfig config, int targets) {
    long limit = config.limits().targetLimit();
    return limit > 0 && targets > limit
        ? "target_limit exceeded (number of targets: " + targets + ", limit: " + limit + ")"
        : null;
  }

  private static TargetReport report(Target target, @Nullable ScrapeOutcome outcome) {
    String job = target.config().jobName();
    return outcome == null
        ? new TargetReport(
            job,
            target.url(),
            TargetHealth.UNKNOWN,
            "not scraped: the time of the run was over before its turn",
            Duration.ZERO,
            0)
        : new TargetReport(
            job,
            target.url(),
            outcome.health(),
            outcome.error(),
            outcome.duration(),
            outcome.counts().scraped());
  }

  /// Writes the batch; null when it is durable, else why it is not.
  private @Nullable String write(SampleBatch batch) throws InterruptedException {
    String refused = null;
    for (int attempt = 0; attempt < options.writeAttempts(); attempt++) {
      if (attempt > 0) {
        Thread.sleep(options.writePause());
      }
      try {
        writer.write(batch);
        return null;
      } catch (IOException e) {
        refused = String.valueOf(e.getMessage());
      }
    }
    return refused;
  }
}
