package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import org.jspecify.annotations.Nullable;

/// Finds where a string literal ends and whether its escapes are Go's.
final class StringScanner {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int NO_DIGIT = 16;

  private final TextCursor cursor;
  private final int quote;

  private StringScanner(TextCursor cursor, int quote) {
    this.cursor = cursor;
    this.quote = quote;
  }

  /// Consumes a string in single or double quotes, the first one already consumed.
  ///
  /// @return what is wrong with it, null for nothing
  static @Nullable String quoted(TextCursor cursor, int quote) {
    return new StringScanner(cursor, quote).quoted();
  }

  /// Consumes a string in backticks, the first one already consumed.
  ///
  /// @return what is wrong with it, null for nothing
  static @Nullable String raw(TextCursor cursor) {
    for (int point = cursor.next(); point != '`'; point = cursor.next()) {
      if (point == TextCursor.END) {
        return "unterminated raw string";
      }
      if (invalid(point)) {
        return "invalid UTF-8 rune";
      }
    }
    return null;
  }

  private @Nullable String quoted() {
    for (int point = cursor.next(); point != quote; point = cursor.next()) {
      if (point == TextCursor.END || point == '\n') {
        return "unterminated quoted string";
      }
      if (invalid(point)) {
        return "invalid UTF-8 rune";
      }
      String problem = point == '\\' ? escape() : null;
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable String escape() {
    int kind = cursor.next();
    if (kind == quote) {
      return null;
    }
    return switch (kind) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> null;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(kind, 3, 8, 0xFF);
      case 'x' -> digits(cursor.next(), 2, 16, 0xFF);
      case 'u' -> digits(cursor.next(), 4, 16, Character.MAX_CODE_POINT);
      case 'U' -> digits(cursor.next(), 8, 16, Character.MAX_CODE_POINT);
      case TextCursor.END -> "escape sequence not terminated";
      default -> "unknown escape sequence " + Quote.codePoint(kind);
    };
  }

  private @Nullable String digits(int first, int count, int base, int largest) {
    long value = 0;
    int point = first;
    for (int i = 0; i < count; i++) {
      int digit = digit(point);
      if (digit >= base) {
        return point == TextCursor.END
            ? "escape sequence not terminated"
            : "illegal character " + Quote.codePoint(point) + " in escape sequence";
      }
      value = value * base + digit;
      if (i + 1 < count) {
        point = cursor.next();
      }
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return value > largest || surrogate ? "escape sequence is an invalid Unicode code point" : null;
  }

  private static int digit(int point) {
    int digit = point < 0x80 ? Character.digit(point, 16) : -1;
    return digit < 0 ? NO_DIGIT : digit;
  }

  private static boolean invalid(int point) {
    return point == REPLACEMENT
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
