package dev.firebucket.lambda.query;

import dev.firebucket.api.target.TargetView;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.status.DroppedTarget;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The targets of the stored configuration, and how they stand by what their scrapes stored: `up`
/// and `scrape_duration_seconds`. Why a target is down stands in the scrape function's log.
final class StoredTargets implements TargetView {
  private static final Logger LOG = LoggerFactory.getLogger(StoredTargets.class);

  private final FunctionContext context;
  private final QueryEngine engine;
  private final InstantSource clock;

  StoredTargets(FunctionContext context, QueryEngine engine, InstantSource clock) {
    this.context = context;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<TargetStatus> activeTargets() {
    Map<LabelSet, Double> up = last("up");
    Map<LabelSet, Double> scraped = last("timestamp(up)");
    Map<LabelSet, Double> seconds = last("scrape_duration_seconds");
    List<TargetStatus> targets = new ArrayList<>();
    jobs()
        .forEach(
            (job, found) -> {
              for (Target target : found.active()) {
                LabelSet labels = target.publicLabels();
                targets.add(
                    status(target, up.get(labels), scraped.get(labels), seconds.get(labels)));
              }
            });
    return targets;
  }

  private static TargetStatus status(
      Target target, @Nullable Double up, @Nullable Double scraped, @Nullable Double seconds) {
    if (up == null || scraped == null) {
      return TargetStatus.unknown(target, "");
    }
    Instant last = Instant.ofEpochMilli(Math.round(scraped * 1000));
    Duration took = Duration.ofNanos(seconds == null ? 0 : Math.round(seconds * 1e9));
    return up == 1
        ? new TargetStatus(target, TargetHealth.UP, "", last, took)
        : new TargetStatus(
            target, TargetHealth.DOWN, "the log of the scrape function says why", last, took);
  }

  /// The newest value of each series of a query, by its labels without the name.
  private Map<LabelSet, Double> last(String promql) {
    EngineOptions options = engine.options();
    Map<LabelSet, Double> values = new HashMap<>();
    QueryResult result =
        engine.instant(
            new InstantQuery(promql, clock.millis(), options.lookback(), options.timeout()));
    result.warnings().forEach(warning -> LOG.warn("targets by {}: {}", promql, warning));
    if (result instanceof VectorResult vector) {
      for (VectorSample sample : vector.samples()) {
        values.put(sample.labels().withoutName(), sample.value());
      }
    }
    return values;
  }

  @Override
  public List<DroppedTarget> droppedTargets() {
    List<DroppedTarget> dropped = new ArrayList<>();
    jobs()
        .forEach(
            (job, found) ->
                found.dropped().forEach(labels -> dropped.add(new DroppedTarget(job, labels))));
    return dropped;
  }

  @Override
  public Map<String, Integer> droppedTargetCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    jobs().forEach((job, found) -> counts.put(job, found.droppedCount()));
    return counts;
  }

  /// Metadata is not stored: none is known here.
  @Override
  public List<TargetMetadata> metadata() {
    return List.of();
  }

  /// A function reaches a target as everybody else does.
  @Override
  public String globalUrl(String url) {
    return url;
  }

  private Map<String, JobTargets> jobs() {
    DeployedConfig.State state;
    try {
      state = context.config().current();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, JobTargets> jobs = new LinkedHashMap<>();
    for (ScrapeConfig job : state.config().scrapeConfigs()) {
      jobs.put(job.jobName(), new JobDiscovery(job).refresh(clock.instant()));
    }
    return jobs;
  }
}
