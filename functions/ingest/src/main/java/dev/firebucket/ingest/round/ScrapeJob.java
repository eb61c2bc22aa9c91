package dev.firebucket.ingest.round;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.discovery.JobTargets;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.scrape.UnsupportedSettings;
import dev.firebucket.ingest.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One job of the configuration: finds its targets and knows how to scrape them. Not for use by
/// several threads.
public final class ScrapeJob {
  private final ScrapeConfig config;
  private final JobDiscovery discovery;
  private final TargetScraper scraper;

  /// @param source answers for the targets
  /// @param time measures how long scrapes take
  public ScrapeJob(ScrapeConfig config, ExpositionSource source, RoundTime time) {
    this.config = config;
    this.discovery = new JobDiscovery(config);
    this.scraper = new TargetScraper(config, source, time::nanoTime);
  }

  public ScrapeConfig config() {
    return config;
  }

  /// Settings that have no effect yet, a sentence each.
  public List<String> warnings() {
    return UnsupportedSettings.of(config);
  }

  /// The targets of the job now; the very same object where nothing changed.
  public JobTargets targets(Instant now) {
    return discovery.refresh(now);
  }

  /// A task for each active target that fulfils a condition. Where the job has more targets than
  /// its `target_limit`, each of them fails.
  ///
  /// @param memory from which each takes its own
  public List<ScrapeTask> tasks(
      JobTargets targets, Predicate<Target> condition, ScrapeMemory memory) {
    String forced = overTargetLimit(targets.active().size());
    return targets.active().stream()
        .filter(condition)
        .map(target -> new ScrapeTask(target, scraper, memory.of(target), forced, null, null))
        .toList();
  }

  private @Nullable String overTargetLimit(int count) {
    long limit = config.limits().targetLimit();
    return limit > 0 && count > limit
        ? "target_limit exceeded (number of targets: " + count + ", limit: " + limit + ")"
        : null;
  }
}
