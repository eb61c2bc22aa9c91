package dev.firebucket.query.parser;

import dev.firebucket.go.text.Unquote;
import dev.firebucket.go.text.Utf8;

/// Resolves the escapes of a string literal that the lexer has let through. A byte that belongs to
/// no character of UTF-8 is not lost ([Utf8]): no label may hold it, and it is printed as `\x..`
/// again.
final class StringUnquoter {
  private StringUnquoter() {}

  /// @param literal with its quotes
  static String unquote(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    char quote = literal.charAt(0);
    if (quote == '`' || body.indexOf('\\') < 0) {
      return body;
    }
    byte[] bytes = Unquote.escaped(body, quote);
    return Utf8.decode(bytes, 0, bytes.length);
  }
}
