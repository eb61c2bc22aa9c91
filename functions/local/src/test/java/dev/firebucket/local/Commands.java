package dev.firebucket.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs commands as the launcher does, in this process.
final class Commands {
  private Commands() {}

  /// @param out gets what the command prints
  /// @param err gets what it prints as errors
  /// @return its exit status
  static int run(StringWriter out, StringWriter err, String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
