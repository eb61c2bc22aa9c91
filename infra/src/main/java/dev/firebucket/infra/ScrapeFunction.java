package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Scrapes the targets of its shard and puts the samples into `tail/` as one object.
///
/// It reads `config/`, keeps what the next run must know in `state/`, and touches nothing else:
/// neither the catalog nor compacted samples.
final class ScrapeFunction {
  private ScrapeFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    return new BucketFunction(
        scope,
        "Scrape",
        deployment,
        new FunctionShape(
            "scrape",
            "Firebucket: scrapes targets, each minute",
            FunctionShape.Handler.EVENT,
            1024,
            512,
            // Under a minute, so that a run is over when the next one begins.
            Duration.seconds(55),
            OptionalInt.of(
                deployment.settings().shards()
                    * 60
                    / deployment.settings().scrapeIntervalSeconds()),
            new BucketAccess(
                List.of("config/", "state/"), List.of("tail/", "state/"), List.of("state/")),
            JavaOptions.QUICK_START,
            Map.of()),
        true);
  }
}
