package dev.firebucket.alerting.template.format;

import java.util.Locale;

/// Text in quotes, escaped as Go's `strconv.Quote` does.
public final class GoQuote {
  private GoQuote() {}

  /// A string in double quotes: `"a\tb"`.
  public static String quote(String text) {
    return quoted(text, '"', false);
  }

  /// A string in double quotes with everything beyond ASCII escaped: what `%+q` prints.
  static String quoteToAscii(String text) {
    return quoted(text, '"', true);
  }

  /// A character in single quotes: what `%q` prints of an integer.
  static String quoteCharacter(int codePoint, boolean ascii) {
    return quoted(Character.toString(codePoint), '\'', ascii);
  }

  /// Whether a string can stand in back quotes, without control characters other than the tab.
  static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(c -> c == '`' || c == 0x7f || c == 0xfeff || (c < ' ' && c != '\t'));
  }

  private static String quoted(String text, char quote, boolean ascii) {
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> appendEscaped(quoted, point, quote, ascii));
    return quoted.append(quote).toString();
  }

  private static void appendEscaped(StringBuilder text, int point, char quote, boolean ascii) {
    if (point == quote || point == '\\') {
      text.append('\\').append((char) point);
      return;
    }
    if (isPrintable(point) && (!ascii || point < 0x80)) {
      text.appendCodePoint(point);
      return;
    }
    switch (point) {
      case 0x07 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 0x0b -> text.append("\\v");
      default -> text.append(numericEscape(point));
    }
  }

  private static String numericEscape(int point) {
    if (point < ' ' || point == 0x7f) {
      return String.format(Locale.ROOT, "\\x%02x", point);
    }
    if (point < 0x10000) {
      return String.format(Locale.ROOT, "\\u%04x", point);
    }
    return String.format(Locale.ROOT, "\\U%08x", point);
  }

  /// Letters, marks, numbers, punctuation, symbols and the ASCII space, as Go's `unicode.IsPrint`.
  public static boolean isPrintable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
