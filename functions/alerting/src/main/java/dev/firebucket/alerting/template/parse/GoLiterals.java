package dev.firebucket.alerting.template.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Strings, characters and numbers as Go writes them in source text.
final class GoLiterals {
  private static final String INVALID = "invalid syntax";

  private GoLiterals() {}

  /// What a string in double or back quotes stands for.
  ///
  /// @throws IllegalArgumentException with Go's words for an escape that is none
  static String unquote(String quoted) {
    String inner = quoted.substring(1, quoted.length() - 1);
    return quoted.charAt(0) == '`' ? inner.replace("\r", "") : unescape(inner, '"');
  }

  /// The code point of a character in single quotes.
  static int character(String quoted) {
    String text = unescape(quoted.substring(1, quoted.length() - 1), '\'');
    if (text.isEmpty() || text.codePointCount(0, text.length()) != 1) {
      throw new IllegalArgumentException("malformed character constant: " + quoted);
    }
    return text.codePointAt(0);
  }

  private static String unescape(String text, char quote) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point != '\\') {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      at = escape(text, at, quote, bytes);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Reads one escape behind its backslash and gives the place behind it.
  private static int escape(String text, int at, char quote, ByteArrayOutputStream bytes) {
    if (at >= text.length()) {
      throw new IllegalArgumentException(INVALID);
    }
    char letter = text.charAt(at);
    return switch (letter) {
      case 'x' -> octet(text, at + 1, 2, 16, bytes);
      case 'u' -> point(text, at + 1, 4, bytes);
      case 'U' -> point(text, at + 1, 8, bytes);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octet(text, at, 3, 8, bytes);
      default -> {
        int index = "abfnrtv\\".indexOf(letter);
        if (index < 0 && letter != quote) {
          throw new IllegalArgumentException(INVALID);
        }
        bytes.write(index < 0 ? letter : "\u0007\b\f\n\r\t\u000b\\".charAt(index));
        yield at + 1;
      }
    };
  }

  private static int octet(String text, int at, int digits, int base, ByteArrayOutputStream bytes) {
    int value = digits(text, at, digits, base);
    if (value > 0xff) {
      throw new IllegalArgumentException(INVALID);
    }
    bytes.write(value);
    return at + digits;
  }

  private static int point(String text, int at, int digits, ByteArrayOutputStream bytes) {
    int value = digits(text, at, digits, 16);
    if (!Character.isValidCodePoint(value) || (value >= 0xd800 && value <= 0xdfff)) {
      throw new IllegalArgumentException(INVALID);
    }
    bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
    return at + digits;
  }

  private static int digits(String text, int at, int count, int base) {
    if (at + count > text.length() || !text.substring(at, at + count).matches("[0-9a-fA-F]+")) {
      throw new IllegalArgumentException(INVALID);
    }
    try {
      return Integer.parseInt(text.substring(at, at + count), base);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(INVALID, e);
    }
  }
}
