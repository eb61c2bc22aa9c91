package dev.firebucket.lambda.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order around a snapshot. The packaged functions in AWS's client: `SnapStartTest` of the
/// walk.
class SnapshotTest {
  private static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

  @TempDir private Path folder;
  private final List<String> done = new ArrayList<>();
  private final Snapshot snapshot = new Snapshot(SNAP_START);

  private FunctionContext context() throws IOException {
    DeployedSettings settings =
        DeployedSettings.of(
            Map.of("FIREBUCKET_STORAGE", "s3://bucket", "FIREBUCKET_SCRATCH", folder.toString()));
    Bucket bucket =
        Bucket.on(
            new ForwardingStore(new MemoryObjectStore()) {
              @Override
              public void disconnect() {
                done.add("disconnected");
              }
            },
            BucketOptions.defaults());
    return new FunctionContext(
        settings,
        bucket,
        new DeployedConfig(
            bucket.store(), settings, Duration.ofSeconds(50), InstantSource.system()),
        QuerySettings.of(Map.of()));
  }

  @Test
  void itIsExpectedOnlyWhereLambdaSaysSo() {
    assertThat(snapshot.isComing()).isTrue();
    assertThat(new Snapshot(Map.of()).isComing()).isFalse();
    assertThat(new Snapshot(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")).isComing())
        .isFalse();
  }

  @Test
  void whatWasBegunEndsBeforeConnectionsDo() throws IOException {
    try (FunctionContext context = context()) {
      snapshot.disconnects(context);
      snapshot.await(() -> done.add("settled"));

      snapshot.beforeCheckpoint(Core.getGlobalContext());

      assertThat(done).containsExactly("settled", "disconnected");
    }
  }

  @Test
  void eachRestoredEnvironmentDoesAllThoughOneFails() {
    snapshot.whenRestored(() -> done.add("first"));
    snapshot.whenRestored(
        () -> {
          throw new IllegalStateException("broken");
        });
    snapshot.whenRestored(() -> done.add("last"));

    snapshot.afterRestore(Core.getGlobalContext());
    snapshot.afterRestore(Core.getGlobalContext());

    assertThat(done).containsExactly("first", "last", "first", "last");
  }
}
