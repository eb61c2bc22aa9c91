package dev.firebucket.local.command;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `compact`: merges everything that is due, once.
@Command(
    name = "compact",
    abbreviateSynopsis = true,
    description = {
      "Merge fresh objects into files by day, once; 'up' does so by itself, little by little.",
      "Safe beside a running 'up': of two that merge the same objects one gives way."
    })
public final class CompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    try (Bucket bucket = storage.settings().open()) {
      ProgressLines progress =
          new ProgressLines(spec.commandLine().getErr(), InstantSource.system());
      CompactionReport report =
          bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now(), progress);
      report.problems().forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getOut().println(bucket.store().location() + ": " + report);
      return report.problems().isEmpty() ? 0 : 1;
    }
  }
}
