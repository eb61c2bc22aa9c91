package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Evaluates the rule groups: reads samples, puts recorded ones into `tail/`, keeps the states of
/// alerts in `rules/`, and calls the Alertmanagers.
final class RulesFunction {
  /// The function asks Lambda how much of it is left, and ends before.
  private static final Duration TIMEOUT = Duration.seconds(55);

  private static final int DISK_MEGABYTES = 2048;

  private RulesFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    StackSettings settings = deployment.settings();
    int memory = settings.memory().rules();
    int disk = settings.snapStart() ? FunctionMemory.LEAST_DISK : DISK_MEGABYTES;
    return new BucketFunction(
        scope,
        "Rules",
        deployment,
        new FunctionShape(
            "rules",
            "Firebucket: evaluates rules and sends alerts, each minute",
            memory,
            disk,
            TIMEOUT,
            settings.concurrency().single(),
            new BucketAccess(
                List.of("config/", "catalog/", "samples/", "series/", "tail/", "rules/"),
                List.of("tail/", "rules/"),
                List.of("rules/")),
            JavaOptions.answer(memory),
            FunctionShape.together(
                settings.query().environment(memory, disk), deployment.features()),
            true,
            true));
  }
}
