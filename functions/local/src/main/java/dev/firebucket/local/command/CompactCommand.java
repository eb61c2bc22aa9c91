package dev.firebucket.local.command;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.retention.RetentionConfig;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `compact`: merges everything that is due, once.
@Command(
    name = "compact",
    abbreviateSynopsis = true,
    description = {
      "Merge fresh objects into files by day, once; 'up' does so by itself, little by little.",
      "Safe next to a running 'up': of two that merge the same objects one gives way."
    })
public final class CompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description =
          "Apply the retention of this configuration file, too: storage.tsdb.retention, firebucket.")
  private @Nullable Path configFile;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Mixin private RetentionOptions retention = new RetentionOptions();

  @Override
  public Integer call() throws IOException {
    RetentionPolicy policy = policy();
    try (Bucket bucket = storage.openExisting()) {
      ProgressLines progress =
          new ProgressLines(spec.commandLine().getErr(), InstantSource.system());
      CompactionReport report =
          bucket.compactor(CompactionPolicy.EAGER, () -> policy).compact(Instant.now(), progress);
      report.problems().forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getOut().println(bucket.store().location() + ": " + report);
      return report.problems().isEmpty() ? 0 : 1;
    }
  }

  private RetentionPolicy policy() {
    Path file = configFile;
    if (file == null) {
      return RetentionConfig.DEFAULT.policy(retention.limits());
    }
    try {
      return new ConfigLoader().load(file).retention().policy(retention.limits());
    } catch (ConfigException e) {
      throw CommandFailure.misuse(String.valueOf(e.getMessage()));
    }
  }
}
