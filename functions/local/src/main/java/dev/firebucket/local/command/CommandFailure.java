package dev.firebucket.local.command;

/// A command that ends with a sentence and an exit status other than 0.
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private CommandFailure(String sentence, int exitStatus) {
    super(sentence);
    this.exitStatus = exitStatus;
  }

  /// Something was found wrong: exit status 1.
  public static CommandFailure wrong(String sentence) {
    return new CommandFailure(sentence, 1);
  }

  /// The command was not used as it can be: exit status 2.
  public static CommandFailure misuse(String sentence) {
    return new CommandFailure(sentence, 2);
  }

  public int exitStatus() {
    return exitStatus;
  }
}
