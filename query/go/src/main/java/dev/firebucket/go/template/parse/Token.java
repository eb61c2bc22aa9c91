package dev.firebucket.go.template.parse;

import dev.firebucket.go.text.Quote;

/// A piece of a template's text.
///
/// @param type what it is
/// @param position where it begins, in UTF-16 code units
/// @param text as written; the message of an error
/// @param line where it begins, from 1
record Token(TokenType type, int position, String text, int line) {
  /// As error messages name it.
  @Override
  public String toString() {
    if (type == TokenType.END_OF_TEXT) {
      return "EOF";
    }
    if (type == TokenType.ERROR) {
      return text;
    }
    if (type.isKeyword()) {
      return "<" + text + ">";
    }
    if (text.codePointCount(0, text.length()) > 10) {
      return Quote.string(text.substring(0, text.offsetByCodePoints(0, 10))) + "...";
    }
    return Quote.string(text);
  }
}
