package dev.firebucket.local;

import dev.firebucket.local.command.FirebucketCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/// The command line of Firebucket. Only `up` starts Quarkus; every other command is a plain
/// program.
@QuarkusMain
public final class Main {
  private Main() {}

  /// Exit status: 0 all is well, 1 something was found wrong, 2 misuse.
  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new FirebucketCommand())
        .setCommandName("./firebucket")
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new OneSentence());
  }
}
