package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Takes pushed groups (`push/`) and remote write (into `tail/`) behind a function URL.
final class PushFunction {
  private PushFunction() {}

  static BucketFunction create(Construct scope, Deployment deployment) {
    return new BucketFunction(
        scope,
        "Push",
        deployment,
        new FunctionShape(
            "push",
            "Firebucket: the Pushgateway's protocol and remote write",
            FunctionShape.Handler.HTTP,
            1024,
            512,
            Duration.seconds(30),
            OptionalInt.empty(),
            new BucketAccess(
                List.of("config/", "push/"), List.of("tail/", "push/"), List.of("push/")),
            JavaOptions.QUICK_START,
            Map.of()));
  }
}
