package dev.firebucket.local.command;

import dev.firebucket.backfill.exporting.ExportReport;
import dev.firebucket.backfill.exporting.OpenMetricsTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `export openmetrics [FILE]`.
@Command(
    name = "openmetrics",
    abbreviateSynopsis = true,
    description = {
      "Write OpenMetrics text with timestamps, which 'promtool tsdb create-blocks-from openmetrics'",
      "reads. The format has neither stale markers nor native histograms: these are left out, and",
      "counted; 'export blocks' has them."
    })
public final class ExportOpenMetricsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: standard output")
  private @Nullable Path file;

  @Mixin private ExportOptions options = new ExportOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (OpenMetricsTarget target = new OpenMetricsTarget(writer())) {
      ExportReport report = options.run(target, err);
      err.println(
          "exported %d samples; left out %d stale markers and %d native histograms"
              .formatted(report.samples(), report.staleMarkers(), report.histograms()));
      err.flush();
      return 0;
    }
  }

  private Writer writer() throws IOException {
    return file == null
        ? spec.commandLine().getOut()
        : Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }
}
