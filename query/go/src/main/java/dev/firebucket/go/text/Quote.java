package dev.firebucket.go.text;

import java.util.HexFormat;

/// Strings and characters in quotes with Go's escapes (`%q`), as Prometheus prints them in messages
/// and expressions.
///
/// A lone surrogate that stands for a byte ([Utf8]) is written as `\x..`; any other is not text at
/// all and becomes U+FFFD. Source: <https://pkg.go.dev/strconv#Quote>.
public final class Quote {
  /// What Go prints for an invalid character.
  private static final int REPLACEMENT = 0xFFFD;

  private static final String SHORT_ESCAPES = "abtnvfr";
  private static final HexFormat HEX = HexFormat.of();

  private Quote() {}

  /// A string in double quotes (`strconv.Quote`): `"a\tb"`.
  public static String string(String text) {
    return quoted(text, '"', false);
  }

  /// Bytes in double quotes, whether they are UTF-8 or not.
  public static String bytes(byte[] bytes, int start, int end) {
    return string(Utf8.decode(bytes, start, end));
  }

  /// A string in double quotes with everything beyond ASCII escaped (`strconv.QuoteToASCII`,
  /// `%+q`).
  public static String ascii(String text) {
    return quoted(text, '"', true);
  }

  /// The first characters of a string in double quotes (`%.10q`).
  public static String prefix(String text, int characters) {
    int count = Math.min(characters, text.codePointCount(0, text.length()));
    return string(text.substring(0, text.offsetByCodePoints(0, count)));
  }

  /// A character in single quotes (`strconv.QuoteRune`); what is not a character, as the end of a
  /// text below 0, is shown as U+FFFD.
  public static String character(int point) {
    return quoted(Character.toString(valid(point)), '\'', false);
  }

  /// A character in single quotes, escaped beyond ASCII (`strconv.QuoteRuneToASCII`).
  public static String asciiCharacter(int point) {
    return quoted(Character.toString(valid(point)), '\'', true);
  }

  /// A character by its number, and itself where it can be printed (`%#U`): `U+0078 'x'`.
  public static String codePoint(int point) {
    int valid = point < 0 ? REPLACEMENT : point;
    String number = "U+%04X".formatted(valid);
    return GoUnicode.isPrint(valid) ? number + " '" + Character.toString(valid) + "'" : number;
  }

  /// Whether a string can stand unchanged in back quotes (`strconv.CanBackquote`).
  public static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(
            c -> c == '`' || c == 0x7F || c == 0xFEFF || (c < ' ' && c != '\t') || isSurrogate(c));
  }

  private static int valid(int point) {
    return Character.isValidCodePoint(point) && !isSurrogate(point) ? point : REPLACEMENT;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static String quoted(String text, char quote, boolean ascii) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(point -> append(quoted, point, quote, ascii));
    return quoted.append(quote).toString();
  }

  private static void append(StringBuilder quoted, int point, char quote, boolean ascii) {
    if (Utf8.isByte(point)) {
      quoted.append("\\x").append(HEX.toHexDigits((byte) point));
      return;
    }
    int valid = valid(point);
    if (valid == quote || valid == '\\') {
      quoted.append('\\').append((char) valid);
    } else if (GoUnicode.isPrint(valid) && (!ascii || valid < 0x80)) {
      quoted.appendCodePoint(valid);
    } else if (valid >= 0x07 && valid <= '\r') {
      quoted.append('\\').append(SHORT_ESCAPES.charAt(valid - 0x07));
    } else if (valid < ' ' || valid == 0x7F) {
      quoted.append("\\x").append(HEX.toHexDigits((byte) valid));
    } else if (valid < 0x10000) {
      quoted.append("\\u").append(HEX.toHexDigits((char) valid));
    } else {
      quoted.append("\\U").append(HEX.toHexDigits(valid));
    }
  }
}
