package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Evaluates the rule groups: reads samples, puts recorded ones into `tail/`, keeps the states of
/// alerts in `rules/`, and calls the Alertmanagers.
final class RulesFunction {
  private RulesFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    return new BucketFunction(
        scope,
        "Rules",
        deployment,
        new FunctionShape(
            "rules",
            "Firebucket: evaluates rules and sends alerts, each minute",
            FunctionShape.Handler.EVENT,
            2048,
            2048,
            Duration.seconds(55),
            OptionalInt.of(1),
            new BucketAccess(
                List.of("config/", "catalog/", "samples/", "series/", "tail/", "rules/"),
                List.of("tail/", "rules/"),
                List.of("rules/")),
            JavaOptions.COMPUTE,
            Map.of()),
        true);
  }
}
