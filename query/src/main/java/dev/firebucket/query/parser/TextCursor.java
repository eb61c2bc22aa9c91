package dev.firebucket.query.parser;

/// Reads a query character by character, remembering where the current token began.
final class TextCursor {
  /// What [#next] gives after the last character.
  static final int END = -1;

  private final String text;
  private int position;
  private int start;
  private int width;

  TextCursor(String text) {
    this.text = text;
  }

  /// The next code point, consumed; [#END] at the end.
  int next() {
    if (position >= text.length()) {
      width = 0;
      return END;
    }
    int point = text.codePointAt(position);
    width = Character.charCount(point);
    position += width;
    return point;
  }

  /// The next code point, left where it is.
  int peek() {
    return position < text.length() ? text.codePointAt(position) : END;
  }

  /// Takes back what the last [#next] consumed; once only.
  void backup() {
    position -= width;
    width = 0;
  }

  /// Consumes the next character if it is one of these.
  boolean accept(String characters) {
    if (!at(characters)) {
      return false;
    }
    next();
    return true;
  }

  /// Consumes characters as long as they are among these.
  void acceptRun(String characters) {
    while (accept(characters)) {
      // consumed
    }
  }

  /// Whether the next character is one of these.
  boolean at(String characters) {
    int point = peek();
    return point != END && characters.indexOf(point) >= 0;
  }

  /// The text from where the token began.
  String pending() {
    return text.substring(start, position);
  }

  /// Lets the next token begin here.
  void begin() {
    start = position;
  }

  int start() {
    return start;
  }

  int position() {
    return position;
  }

  int length() {
    return text.length();
  }

  /// The first character that is no space after the current place, without moving.
  int peekAfterSpaces() {
    int ahead = position;
    while (ahead < text.length() && Characters.space(text.charAt(ahead))) {
      ahead++;
    }
    return ahead < text.length() ? text.codePointAt(ahead) : END;
  }
}
