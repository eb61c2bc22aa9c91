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
  static final Duration TIMEOUT = Duration.minutes(2);

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
            // A scrape may begin 40 seconds into a run and last its scrape_timeout, at most a
            // minute.
            TIMEOUT,
            // Runs of a shard must not overlap: each remembers for the next.
            OptionalInt.of(deployment.settings().shards()),
            new BucketAccess(
                List.of("config/", "push/", "state/"),
                List.of("tail/", "state/"),
                List.of("state/")),
            JavaOptions.QUICK_START,
            Map.of()),
        true);
  }
}
