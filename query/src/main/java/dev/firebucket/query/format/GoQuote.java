package dev.firebucket.query.format;

/// Strings and characters in quotes with Go's escapes (`%q`), as Prometheus prints them in messages
/// and expressions.
public final class GoQuote {
  /// What Go prints for a character that is none.
  private static final int REPLACEMENT = 0xFFFD;

  private GoQuote() {}

  /// A string in double quotes.
  public static String string(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> append(quoted, point, '"'));
    return quoted.append('"').toString();
  }

  /// The first characters of a string in double quotes (`%.10q`).
  public static String prefix(String text, int characters) {
    int count = Math.min(characters, text.codePointCount(0, text.length()));
    return string(text.substring(0, text.offsetByCodePoints(0, count)));
  }

  /// A character in single quotes; below 0 stands for the end of the text.
  public static String character(int point) {
    StringBuilder quoted = new StringBuilder().append('\'');
    append(quoted, point < 0 ? REPLACEMENT : point, '\'');
    return quoted.append('\'').toString();
  }

  /// A character by its number and itself where it can be printed (`%#U`): `U+0078 'x'`.
  public static String codePoint(int point) {
    int valid = point < 0 ? REPLACEMENT : point;
    String number = "U+%04X".formatted(valid);
    return printable(valid) ? number + " '" + Character.toString(valid) + "'" : number;
  }

  private static void append(StringBuilder quoted, int point, char quote) {
    switch (point) {
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0B -> quoted.append("\\v");
      case '\\' -> quoted.append("\\\\");
      default -> appendOther(quoted, point, quote);
    }
  }

  private static void appendOther(StringBuilder quoted, int point, char quote) {
    if (point == quote) {
      quoted.append('\\').append(quote);
    } else if (point > 0xDC7F && point <= 0xDCFF) {
      quoted.append("\\x%02x".formatted(point & 0xFF));
    } else if (surrogate(point)) {
      quoted.appendCodePoint(REPLACEMENT);
    } else if (printable(point)) {
      quoted.appendCodePoint(point);
    } else if (point < 0x20 || point == 0x7F) {
      quoted.append("\\x%02x".formatted(point));
    } else if (point < 0x10000) {
      quoted.append("\\u%04x".formatted(point));
    } else {
      quoted.append("\\U%08x".formatted(point));
    }
  }

  private static boolean surrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /// Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
