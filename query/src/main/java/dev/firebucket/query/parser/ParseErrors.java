package dev.firebucket.query.parser;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;

/// Makes the exceptions of a query that is malformed, with Prometheus' words and the place in them:
/// `1:5: parse error: unexpected end of input`.
public final class ParseErrors {
  private final String text;

  /// @param text the whole query
  public ParseErrors(String text) {
    this.text = text;
  }

  /// An error at a stretch of the query.
  public PromqlException at(SourceRange range, String problem) {
    return new PromqlException(
        PromqlException.Type.BAD_DATA, place(range) + ": parse error: " + problem, range);
  }

  /// An error at a stretch of the query.
  public PromqlException at(int start, int end, String problem) {
    return at(new SourceRange(start, end), problem);
  }

  private String place(SourceRange range) {
    return text.isEmpty()
        ? "unknown position"
        : TextPosition.of(text, Math.min(range.start(), text.length())).toString();
  }
}
