package dev.firebucket.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of the command line.
@Command(
    name = "firebucket",
    abbreviateSynopsis = true,
    description = "The Prometheus system without servers.",
    version = "firebucket 0.1.0",
    mixinStandardHelpOptions = true,
    scope = picocli.CommandLine.ScopeType.INHERIT,
    subcommands = {
      UpCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      TestRulesCommand.class,
      CompactCommand.class,
      ScrubCommand.class,
      SqlCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      PromqltestCommand.class
    })
public final class FirebucketCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say which command: up, query, explain, check, test-rules, compact, scrub, sql, import, export or promqltest.");
  }
}
