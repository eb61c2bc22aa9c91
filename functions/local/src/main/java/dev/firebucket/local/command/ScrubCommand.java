package dev.firebucket.local.command;

import dev.firebucket.local.up.Scrubbing;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.check.ScrubProgress;
import dev.firebucket.storage.check.ScrubReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
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
      "What is damaged is named, with what helps; nothing is written or deleted. Safe beside a running",
      "'up', which does the same slowly (--storage.scrub-rate). Exit status 1 when something is damaged."
    })
public final class ScrubCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1 << 20;

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
      ScrubReport report = Scrubbing.of(bucket, bytesPerSecond).run(progress());
      PrintWriter err = spec.commandLine().getErr();
      report.damaged().forEach(err::println);
      report.unread().forEach(err::println);
      spec.commandLine().getOut().println(bucket.store().location() + ": " + report);
      return report.isSound() ? 0 : 1;
    }
  }

  /// A line every two seconds.
  private ScrubProgress progress() {
    InstantSource clock = InstantSource.system();
    Instant[] said = {clock.instant()};
    return (objects, ofObjects, bytes, ofBytes) -> {
      Instant now = clock.instant();
      if (now.isBefore(said[0].plus(Duration.ofSeconds(2)))) {
        return;
      }
      said[0] = now;
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%d of %d objects, %.1f of %.1f MB%n",
              objects,
              ofObjects,
              bytes / MEGABYTE,
              ofBytes / MEGABYTE);
      spec.commandLine().getErr().flush();
    };
  }
}
