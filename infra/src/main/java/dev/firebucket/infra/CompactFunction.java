package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Merges fresh objects into hours and days. The one function that commits to the catalog and
/// removes samples' objects.
final class CompactFunction {
  private CompactFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {

    return new BucketFunction(
        scope,
        "Compact",
        deployment,
        new FunctionShape(
            "compact",
            "Firebucket: merges fresh samples into hours and days",
            FunctionShape.Handler.EVENT,
            3008,
            8192,
            Duration.minutes(15),
            OptionalInt.of(1),
            new BucketAccess(
                List.of("catalog/", "samples/", "series/", "tail/"),
                List.of("catalog/", "samples/", "series/"),
                List.of("catalog/", "samples/", "series/", "tail/")),
            JavaOptions.COMPUTE,
            Map.of()));
  }
}
