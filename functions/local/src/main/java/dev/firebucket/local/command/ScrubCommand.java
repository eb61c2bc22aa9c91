package dev.firebucket.local.command;

import dev.firebucket.local.up.Scrubbing;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.check.ScrubReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `scrub`: compares every object of a store with its checksums.
@Command(
    name = "scrub",
    abbreviateSynopsis = true,
    description = {
      "Read every object of the store once, and compare it with the checksums that its writer left.",
      "What is damaged is named, with what helps; nothing is written or deleted. Safe next to a running",
      "'up', which does the same slowly (--storage.scrub-rate). Exit status 1 when something is damaged."
    })
public final class ScrubCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rate",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "Most that is read in a second: 50MB. Default: as fast as it goes")
  private @Nullable Long rate;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    long bytesPerSecond = rate == null ? Long.MAX_VALUE : rate;
    if (bytesPerSecond <= 0) {
      throw CommandFailure.misuse("--rate must be above 0");
    }
    try (Bucket bucket = storage.openExisting()) {
      ProgressLines progress =
          new ProgressLines(spec.commandLine().getErr(), InstantSource.system());
      ScrubReport report = Scrubbing.of(bucket, bytesPerSecond).run(progress);
      PrintWriter err = spec.commandLine().getErr();
      report.damaged().forEach(err::println);
      report.unread().forEach(err::println);
      spec.commandLine().getOut().println(bucket.store().location() + ": " + report);
      return report.isSound() ? 0 : 1;
    }
  }
}
