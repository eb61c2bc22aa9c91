package dev.firebucket.go.text;

import java.util.Arrays;

/// Properties and cases of characters as Go's `unicode` package has them, in its version of
/// Unicode.
///
/// Go 1.26 knows Unicode 15.0, Java 25 knows 16.0: characters that came later are unassigned here.
/// Source: <https://pkg.go.dev/unicode>.
public final class GoUnicode {
  /// The characters that Java knows and Go does not: first and last of each range, in order.
  private static final int[] UNKNOWN = {
    0x897, 0x897, 0x1b4e, 0x1b4f, 0x1b7f, 0x1b7f, 0x1c89, 0x1c8a, 0x2427, 0x2429, 0x2ffc, 0x2fff,
    0x31e4, 0x31e5, 0x31ef, 0x31ef, 0xa7cb, 0xa7cd, 0xa7da, 0xa7dc, 0x105c0, 0x105f3, 0x10d40,
    0x10d65, 0x10d69, 0x10d85, 0x10d8e, 0x10d8f, 0x10ec2, 0x10ec4, 0x10efc, 0x10efc, 0x11380,
    0x113e2, 0x116d0, 0x116e3, 0x11bc0, 0x11bf9, 0x11f5a, 0x11f5a, 0x13460, 0x143fa, 0x16100,
    0x16139, 0x16d40, 0x16d79, 0x18cff, 0x18cff, 0x1cc00, 0x1ccf9, 0x1cd00, 0x1ceb3, 0x1e5d0,
    0x1e5ff, 0x1f8b2, 0x1f8bb, 0x1f8c0, 0x1f8c1, 0x1fa89, 0x1fa89, 0x1fa8f, 0x1fa8f, 0x1fabe,
    0x1fabe, 0x1fac6, 0x1fac6, 0x1fadc, 0x1fadc, 0x1fadf, 0x1fadf, 0x1fae9, 0x1fae9, 0x1fbcb,
    0x1fbef, 0x2ebf0, 0x2ee5d
  };

  private GoUnicode() {}

  /// Letters, marks, numbers, punctuation, symbols and the ASCII space (`unicode.IsPrint`).
  public static boolean isPrint(int point) {
    if (point < 0x80) {
      return point >= ' ' && point < 0x7F;
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
      default -> isKnown(point);
    };
  }

  /// `unicode.IsLetter`.
  public static boolean isLetter(int point) {
    return Character.isLetter(point) && isKnown(point);
  }

  /// A decimal digit of any script (`unicode.IsDigit`).
  public static boolean isDigit(int point) {
    return Character.isDigit(point) && isKnown(point);
  }

  /// White space of any script, no-break spaces too (`unicode.IsSpace`).
  public static boolean isSpace(int point) {
    return Character.isSpaceChar(point) || (point >= '\t' && point <= '\r') || point == 0x85;
  }

  /// `unicode.ToUpper`.
  public static int toUpper(int point) {
    return mapped(point, Character.toUpperCase(point));
  }

  /// `unicode.ToLower`.
  public static int toLower(int point) {
    return mapped(point, Character.toLowerCase(point));
  }

  /// `unicode.ToTitle`.
  public static int toTitle(int point) {
    return mapped(point, Character.toTitleCase(point));
  }

  private static int mapped(int point, int image) {
    return image == point || (isKnown(point) && isKnown(image)) ? image : point;
  }

  private static boolean isKnown(int point) {
    if (point < UNKNOWN[0]) {
      return true;
    }
    int found = Arrays.binarySearch(UNKNOWN, point);
    // Between the first and the last of a range the place where it would stand is odd.
    return found < 0 && (-found - 1) % 2 == 0;
  }
}
