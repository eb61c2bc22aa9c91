package dev.firebucket.query.parser;

import dev.firebucket.query.format.GoQuote;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads numbers as Prometheus does with Go's `strconv`: first as a whole number (`0x1f`, `017`,
/// `1_000`), then as a float (`1e3`, `.5`, `Inf`, `NaN`).
final class NumberReader {
  private static final Pattern WHOLE =
      Pattern.compile("(?:0[xX](?<hex>_?[0-9a-fA-F_]+)|0(?<octal>[0-7_]+)|(?<decimal>[0-9_]+))");
  private static final Pattern FLOAT =
      Pattern.compile("(?:[0-9_]+\\.?[0-9_]*|\\.[0-9_]+)(?:[eE][+-]?[0-9_]+)?");

  private NumberReader() {}

  /// The number that a token of type NUMBER stands for.
  ///
  /// @throws IllegalArgumentException with Go's words when it is none or too large
  static double read(String text) {
    OptionalLong whole = whole(text);
    return whole.isPresent() ? whole.getAsLong() : floating(text);
  }

  private static OptionalLong whole(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.matches() || misplacedUnderscore(text)) {
      return OptionalLong.empty();
    }
    String hex = matcher.group("hex");
    if (hex != null) {
      return bounded(hex, 16);
    }
    String octal = matcher.group("octal");
    return octal != null ? bounded(octal, 8) : decimal(matcher.group("decimal"));
  }

  private static OptionalLong decimal(String digits) {
    boolean badOctal = digits.length() > 1 && digits.charAt(0) == '0';
    return badOctal ? OptionalLong.empty() : bounded(digits, 10);
  }

  private static OptionalLong bounded(String digits, int base) {
    BigInteger value = new BigInteger(digits.replace("_", ""), base);
    return value.bitLength() < Long.SIZE
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  private static double floating(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (word.equals("nan")) {
      return Double.NaN;
    }
    if (!FLOAT.matcher(text).matches() || misplacedUnderscore(text)) {
      throw failure(text, "invalid syntax");
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw failure(text, "value out of range");
    }
    return value;
  }

  /// Underscores stand between digits only, or after the prefix of a hexadecimal number.
  private static boolean misplacedUnderscore(String text) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    boolean afterDigit = hexadecimal;
    boolean afterUnderscore = false;
    for (int i = hexadecimal ? 2 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = Character.digit(c, hexadecimal ? 16 : 10) >= 0;
      boolean underscore = c == '_';
      if ((underscore && !afterDigit) || (afterUnderscore && !digit)) {
        return true;
      }
      afterDigit = digit;
      afterUnderscore = underscore;
    }
    return afterUnderscore;
  }

  private static IllegalArgumentException failure(String text, String problem) {
    return new IllegalArgumentException(
        "error parsing number: strconv.ParseFloat: parsing "
            + GoQuote.string(text)
            + ": "
            + problem);
  }
}
