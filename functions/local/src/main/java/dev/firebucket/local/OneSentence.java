package dev.firebucket.local;

import dev.firebucket.local.command.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Tells the user in one sentence what went wrong; prints a stack trace only for unexpected
/// failures.
final class OneSentence implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parsed) throws Exception {
    switch (exception) {
      case CommandFailure failure -> {
        say(commandLine, failure.getMessage());
        return failure.exitStatus();
      }
      // Their messages are the path alone.
      case NoSuchFileException missing ->
          say(commandLine, "no such file or folder: " + missing.getFile());
      case AccessDeniedException denied ->
          say(commandLine, "permission denied: " + denied.getFile());
      case IOException failure -> say(commandLine, failure.getMessage());
      case UncheckedIOException failure -> say(commandLine, failure.getMessage());
      case Exception unforeseen -> throw unforeseen;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void say(
      CommandLine commandLine, @org.jspecify.annotations.Nullable String sentence) {
    commandLine.getErr().println("firebucket: " + sentence);
  }
}
