package dev.firebucket.query.error;

/// Text to be written as UTF-8. Bytes that are not valid UTF-8 are kept as lone surrogates:
/// Prometheus writes U+FFFD for each.
public final class WellFormedText {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /// The text without lone surrogates.
  public static String of(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i += Character.charCount(whole.codePointAt(i))) {
      int point = whole.codePointAt(i);
      if (Character.isBmpCodePoint(point) && Character.isSurrogate((char) point)) {
        whole.setCharAt(i, REPLACEMENT);
      }
    }
    return whole.toString();
  }
}
