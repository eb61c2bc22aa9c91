package dev.firebucket.go.text;

import java.util.function.IntUnaryOperator;

/// Text in capital and small letters, letter by letter as Go does it: `ß` stays `ß`, `İ` becomes
/// `i`, and a final sigma is like any other. Java's own methods look at whole words.
///
/// Source: <https://pkg.go.dev/strings#ToUpper>.
public final class LetterCase {
  private LetterCase() {}

  /// `strings.ToUpper`: `Straße` is `STRAßE`.
  public static String upper(String text) {
    return map(text, GoUnicode::toUpper);
  }

  /// `strings.ToLower`: `İSTANBUL` is `istanbul`.
  public static String lower(String text) {
    return map(text, GoUnicode::toLower);
  }

  /// `strings.Title`: the first letter of each word as a title has it; `don't stop` is `Don't
  /// Stop`, `ǆa` is `ǅa`.
  public static String title(String text) {
    StringBuilder titled = new StringBuilder(text.length());
    int before = ' ';
    for (int point : text.codePoints().toArray()) {
      titled.appendCodePoint(separates(before) ? GoUnicode.toTitle(point) : point);
      before = point;
    }
    return titled.toString();
  }

  /// Whether a word may begin behind this: ASCII that is not a letter, digit or underscore, and
  /// blanks beyond.
  private static boolean separates(int point) {
    if (point < 0x80) {
      return point != '_' && !Character.isLetterOrDigit(point);
    }
    return GoUnicode.isSpace(point);
  }

  private static String map(String text, IntUnaryOperator letter) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints().map(letter).forEach(mapped::appendCodePoint);
    return mapped.toString();
  }
}
