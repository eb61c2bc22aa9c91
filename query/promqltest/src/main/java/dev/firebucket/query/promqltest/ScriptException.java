package dev.firebucket.query.promqltest;

/// A line of a script that cannot be understood.
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  ScriptException(int line, String message) {
    super(message);
    this.line = line;
  }

  /// Where in the file, from 1.
  public int line() {
    return line;
  }
}
