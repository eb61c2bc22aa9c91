package dev.firebucket.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `check`: the parent of `config` and `rules`.
@Command(
    name = "check",
    abbreviateSynopsis = true,
    description = "Look for errors in files without running anything.",
    subcommands = {CheckConfigCommand.class, CheckRulesCommand.class})
public final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to check: config or rules.");
  }
}
