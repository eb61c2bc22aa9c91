package dev.firebucket.ingest.exposition;

/// An exposition that cannot be read: the whole scrape fails. The message says what was expected,
/// what stood there and in which line.
public final class ExpositionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /// @param message what is wrong
  /// @param line the line, from 1; 0 where the whole is meant
  public ExpositionException(String message, int line) {
    super(line > 0 ? message + " (line " + line + ")" : message);
    this.line = line;
  }

  /// The message.
  public String reason() {
    return String.valueOf(getMessage());
  }

  /// The line, from 1; 0 where the whole exposition is meant.
  public int line() {
    return line;
  }
}
