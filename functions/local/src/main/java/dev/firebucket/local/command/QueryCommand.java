package dev.firebucket.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `query`: the parent of `instant` and `range`.
@Command(
    name = "query",
    description = "Evaluate PromQL against a server or straight from the storage.",
    subcommands = {QueryInstantCommand.class, QueryRangeCommand.class})
public final class QueryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which query: instant or range.");
  }
}
