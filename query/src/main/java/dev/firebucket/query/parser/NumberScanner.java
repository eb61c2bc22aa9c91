package dev.firebucket.query.parser;

/// Finds where a number or a duration ends. What it takes for a number need not be one: that shows
/// when it is read.
final class NumberScanner {
  private static final String DECIMAL = "0123456789";
  private static final String HEXADECIMAL = "0123456789abcdefABCDEF";
  private static final String DOT = ".";
  private static final String EXPONENT = "eE";
  private static final String UNDERSCORE = "_";

  private final TextCursor cursor;
  private String digits = DECIMAL;
  private boolean dotSeen;
  private boolean exponentSeen;

  private NumberScanner(TextCursor cursor) {
    this.cursor = cursor;
  }

  /// Consumes a number: decimal, hexadecimal, octal, with dot, exponent and underscores.
  ///
  /// @return whether there was one and no letter follows; what was consumed before stays consumed
  static boolean number(TextCursor cursor) {
    return new NumberScanner(cursor).scan();
  }

  /// Consumes the rest of a duration after its first number: `h30m` of `1h30m`, the unit known to
  /// be of the right letters only.
  static boolean restOfDuration(TextCursor cursor) {
    if (!cursor.accept("smhdwy")) {
      return false;
    }
    cursor.accept("s");
    while (cursor.accept(DECIMAL)) {
      cursor.acceptRun(DECIMAL);
      if (!cursor.accept("smhdw")) {
        return false;
      }
      cursor.accept("s");
    }
    if (Characters.letterOrDigit(cursor.next())) {
      return false;
    }
    cursor.backup();
    return true;
  }

  private boolean scan() {
    int before = cursor.position();
    if (cursor.accept("0") && cursor.accept("xX")) {
      cursor.accept(UNDERSCORE);
      digits = HEXADECIMAL;
    }
    cursor.accept(DOT);
    cursor.accept(digits);
    while (cursor.at(digits + DOT + UNDERSCORE + EXPONENT)) {
      if (!part()) {
        return false;
      }
    }
    return cursor.position() != before && !Characters.letterOrDigit(cursor.peek());
  }

  private boolean part() {
    if ((dotSeen && cursor.accept(DOT)) || (exponentSeen && cursor.accept(EXPONENT))) {
      return false;
    }
    if (cursor.accept(DOT)) {
      dotSeen = true;
      return !cursor.accept("_.") && digits.equals(DECIMAL);
    }
    if (cursor.accept(EXPONENT)) {
      exponentSeen = true;
      cursor.accept("+-");
      return !endsBadly();
    }
    if (cursor.accept(UNDERSCORE)) {
      return !endsBadly();
    }
    cursor.acceptRun(digits);
    return true;
  }

  private boolean endsBadly() {
    return cursor.accept("._eE") || cursor.peek() == TextCursor.END;
  }
}
