package dev.firebucket.local.command;

import dev.firebucket.backfill.exporting.BlockTarget;
import dev.firebucket.backfill.exporting.ExportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `export blocks FOLDER`.
@Command(
    name = "blocks",
    abbreviateSynopsis = true,
    description = {
      "Write a block of Prometheus' TSDB for each day into a folder: all of it, stale markers and",
      "native histograms too. Prometheus reads it as its --storage.tsdb.path, or moved into that."
    })
public final class ExportBlocksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "Gets a folder per block.")
  private Path folder = Path.of(".");

  @Mixin private ExportOptions options = new ExportOptions();

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    try (BlockTarget target = new BlockTarget(folder, InstantSource.system(), new SecureRandom())) {
      ExportReport report = options.run(target, spec.commandLine().getErr());
      report.blocks().forEach(spec.commandLine().getOut()::println);
      spec.commandLine()
          .getOut()
          .println(
              "exported %d samples into %d blocks in %s"
                  .formatted(report.samples(), report.blocks().size(), folder));
      return 0;
    }
  }
}
