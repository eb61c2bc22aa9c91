package dev.firebucket.infra;

import java.util.List;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Takes pushed groups (`push/`) and remote write (into `tail/`) behind a function URL.
final class PushFunction {
  private PushFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    StackSettings settings = deployment.settings();
    int memory = settings.memory().push();
    return new BucketFunction(
        scope,
        "Push",
        deployment,
        new FunctionShape(
            "push",
            "Firebucket: the Pushgateway's protocol and remote write",
            FunctionShape.Handler.HTTP,
            memory,
            FunctionMemory.LEAST_DISK,
            Duration.seconds(30),
            OptionalInt.empty(),
            new BucketAccess(
                List.of("config/", "push/"), List.of("tail/", "push/"), List.of("push/")),
            JavaOptions.quickStart(memory),
            settings.access().environment(),
            false,
            true));
  }
}
