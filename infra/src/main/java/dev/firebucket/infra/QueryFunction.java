package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// The Prometheus HTTP API behind a function URL. It reads all there is and writes nothing.
final class QueryFunction {
  private QueryFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    return new BucketFunction(
        scope,
        "Query",
        deployment,
        new FunctionShape(
            "query",
            "Firebucket: the Prometheus HTTP API",
            FunctionShape.Handler.HTTP,
            3008,
            // The cache of fetched files.
            4096,
            // Prometheus' own default of --query.timeout.
            Duration.minutes(2),
            OptionalInt.empty(),
            new BucketAccess(
                List.of("config/", "catalog/", "samples/", "series/", "tail/", "rules/", "state/"),
                List.of(),
                List.of()),
            JavaOptions.COMPUTE,
            Map.of()));
  }
}
