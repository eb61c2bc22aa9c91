package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// The Prometheus HTTP API behind a function URL. It reads all there is, and writes its own metrics
/// alone.
final class QueryFunction {
  /// A query that takes too long is answered with Prometheus' error, before the function is ended.
  private static final int SECONDS_TO_ANSWER = 10;

  private QueryFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    StackSettings settings = deployment.settings();
    QueryLimits limits = settings.query();
    int memory = settings.memory().query();
    return new BucketFunction(
        scope,
        "Query",
        deployment,
        new FunctionShape(
            "query",
            "Firebucket: the Prometheus HTTP API",
            memory,
            limits.cacheMegabytes(),
            Duration.seconds((limits.timeout().toMillis() + 999) / 1000 + SECONDS_TO_ANSWER),
            settings.concurrency().query(),
            new BucketAccess(
                List.of("config/", "catalog/", "samples/", "series/", "tail/", "rules/", "state/"),
                List.of(),
                List.of()),
            JavaOptions.answer(memory),
            FunctionShape.together(
                limits.environment(memory, limits.cacheMegabytes()),
                settings.access().environment(settings.access().secrets().query()),
                // Without one of the user's it is the function's own URL, which its environment
                // cannot name: CloudFormation makes the URL after the function.
                settings
                    .access()
                    .externalUrl()
                    .map(url -> Map.of("FIREBUCKET_EXTERNAL_URL", url))
                    .orElse(Map.of()),
                deployment.features()),
            false,
            true));
  }
}
