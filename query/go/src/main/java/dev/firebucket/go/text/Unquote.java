package dev.firebucket.go.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What strings and characters of Go's source text stand for.
///
/// Source: <https://pkg.go.dev/strconv#Unquote>.
public final class Unquote {
  private static final String INVALID = "invalid syntax";

  private final String body;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private Unquote(String body, char quote) {
    this.body = body;
    this.quote = quote;
  }

  /// What a string in double or back quotes stands for; bytes that are not UTF-8 become U+FFFD.
  ///
  /// @throws IllegalArgumentException with Go's words for an invalid escape
  public static String string(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    return literal.charAt(0) == '`'
        ? body.replace("\r", "")
        : new String(escaped(body, '"'), StandardCharsets.UTF_8);
  }

  /// The code point of a character in single quotes.
  ///
  /// @throws IllegalArgumentException with Go's words
  public static int character(String literal) {
    byte[] bytes = escaped(literal.substring(1, literal.length() - 1), '\'');
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isEmpty() || text.codePointCount(0, text.length()) != 1) {
      throw new IllegalArgumentException("malformed character constant: " + literal);
    }
    return text.codePointAt(0);
  }

  /// The bytes that a text with escapes stands for. `\x` and octal escapes are single bytes, so
  /// that together they can spell a character of UTF-8, or none.
  ///
  /// @param body without its quotes
  /// @param quote the quote around it, which may be escaped
  /// @throws IllegalArgumentException with Go's words for an invalid escape
  public static byte[] escaped(String body, char quote) {
    Unquote unquote = new Unquote(body, quote);
    while (unquote.at < body.length()) {
      unquote.next();
    }
    return unquote.bytes.toByteArray();
  }

  private void next() {
    int backslash = body.indexOf('\\', at);
    int end = backslash < 0 ? body.length() : backslash;
    bytes.writeBytes(body.substring(at, end).getBytes(StandardCharsets.UTF_8));
    at = end;
    if (backslash >= 0) {
      at++;
      escape();
    }
  }

  private void escape() {
    if (at >= body.length()) {
      throw new IllegalArgumentException(INVALID);
    }
    char letter = body.charAt(at++);
    switch (letter) {
      case 'x' -> octet(2, 16);
      case 'u' -> character(4);
      case 'U' -> character(8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        octet(3, 8);
      }
      default -> {
        int index = "abfnrtv\\".indexOf(letter);
        if (index < 0 && letter != quote) {
          throw new IllegalArgumentException(INVALID);
        }
        bytes.write(index < 0 ? letter : "\u0007\b\f\n\r\t\u000b\\".charAt(index));
      }
    }
  }

  private void octet(int digits, int base) {
    long value = digits(digits, base);
    if (value > 0xff) {
      throw new IllegalArgumentException(INVALID);
    }
    bytes.write((int) value);
  }

  private void character(int digits) {
    long value = digits(digits, 16);
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (value > Character.MAX_CODE_POINT || surrogate) {
      throw new IllegalArgumentException(INVALID);
    }
    bytes.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
  }

  private long digits(int count, int base) {
    int end = at + count;
    long value = 0;
    for (; at < end; at++) {
      char c = at < body.length() ? body.charAt(at) : ' ';
      int digit = c < 0x80 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException(INVALID);
      }
      value = value * base + digit;
    }
    return value;
  }
}
