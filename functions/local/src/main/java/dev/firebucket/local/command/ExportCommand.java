package dev.firebucket.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `export blocks`, `export openmetrics`: nobody is locked in.
@Command(
    name = "export",
    abbreviateSynopsis = true,
    description = "Export samples as blocks of Prometheus' TSDB or as OpenMetrics text.",
    subcommands = {ExportBlocksCommand.class, ExportOpenMetricsCommand.class})
public final class ExportCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say which format: export blocks or export openmetrics.");
  }
}
