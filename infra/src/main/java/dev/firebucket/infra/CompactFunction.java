package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
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
            FunctionShape.Handler.EVENT,
            memory,
            8192,
            Duration.minutes(15),
            settings.concurrency().single(),
            new BucketAccess(
                List.of("catalog/", "samples/", "series/", "tail/"),
                List.of("catalog/", "samples/", "series/"),
                List.of("catalog/", "samples/", "series/", "tail/")),
            JavaOptions.compute(memory),
            Map.of(),
            false,
            // Nobody waits for it, and its merges need more disk than a snapshot allows.
            false));
  }
}
