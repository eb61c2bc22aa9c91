package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Merges fresh objects into hours and days. The one function that commits to the catalog and
/// removes samples' objects.
final class CompactFunction {
  private CompactFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    StackSettings settings = deployment.settings();
    int memory = settings.memory().compact();
    return new BucketFunction(
        scope,
        "Compact",
        deployment,
        new FunctionShape(
            "compact",
            "Firebucket: merges fresh samples into hours and days",
            memory,
            8192,
            Duration.minutes(15),
            settings.concurrency().single(),
            new BucketAccess(
                List.of(
                    "catalog/", "config/", "deletions/", "samples/", "series/", "state/", "tail/"),
                List.of("catalog/", "deletions/", "samples/", "series/", "state/"),
                List.of("catalog/", "samples/", "series/", "tail/")),
            JavaOptions.compute(memory),
            settings.retention().environment(),
            false,
            // Nobody waits for it, and its merges need more disk than a snapshot allows.
            false));
  }
}
