package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/// Takes pushed groups (`push/`) and remote write (into `tail/`, most of it by way of
/// [GatheringQueue]) behind a function URL.
final class PushFunction {
  /// Four times what it takes to store the 6 MB that the queue hands over at most: some 680,000
  /// samples, each of another series.
  static final Duration TIMEOUT = Duration.minutes(2);

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
            memory,
            FunctionMemory.LEAST_DISK,
            TIMEOUT,
            settings.concurrency().push(),
            new BucketAccess(
                List.of("config/", "push/"), List.of("tail/", "push/"), List.of("push/")),
            JavaOptions.quickStart(memory),
            settings.access().environment(settings.access().secrets().push()),
            false,
            true));
  }
}
