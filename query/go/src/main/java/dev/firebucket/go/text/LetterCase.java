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

  private static String map(String text, IntUnaryOperator letter) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints().map(letter).forEach(mapped::appendCodePoint);
    return mapped.toString();
  }
}
