package dev.firebucket.query.parser;

import java.nio.charset.StandardCharsets;

/// A place in a query as Prometheus names it: line and column, both from 1, the column in bytes of
/// UTF-8.
///
/// @param line lines are ended by a line feed
/// @param column bytes from the start of the line
public record TextPosition(int line, int column) {
  /// The place of a character.
  ///
  /// @param offset in UTF-16 code units from 0, at most the length of the text
  public static TextPosition of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int bytes = text.substring(lineStart, offset).getBytes(StandardCharsets.UTF_8).length;
    return new TextPosition(line, bytes + 1);
  }

  /// `2:14`.
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
