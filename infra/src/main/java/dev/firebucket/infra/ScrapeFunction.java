package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Scrapes the targets of one shard and puts the samples into `tail/` as one object.
///
/// It reads `config/`, keeps what the next run must know in `state/`, and touches nothing else:
/// neither the catalog nor compacted samples.
final class ScrapeFunction {
  /// `RunLimits.FUNCTION` of `ingest` ends a run before it; `DeployedChoicesTest` holds both
  /// together.
  static final Duration TIMEOUT = Duration.minutes(2);

  private ScrapeFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    StackSettings settings = deployment.settings();
    int memory = settings.memory().scrape();
    return new BucketFunction(
        scope,
        "Scrape",
        deployment,
        new FunctionShape(
            "scrape",
            "Firebucket: scrapes targets",
            memory,
            FunctionMemory.LEAST_DISK,
            TIMEOUT,
            settings.concurrency().scrape(settings.scrape()),
            new BucketAccess(
                List.of("config/", "push/", "state/"),
                List.of("tail/", "state/"),
                List.of("state/")),
            JavaOptions.quickStart(memory),
            settings.scrape().backoff().isZero()
                ? Map.of()
                : Map.of(
                    "FIREBUCKET_SCRAPE_BACKOFF",
                    ContextParameters.written(settings.scrape().backoff())),
            true,
            true));
  }
}
