package dev.firebucket.go.number;

import dev.firebucket.go.text.Quote;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Floats out of text, as Go's `strconv.ParseFloat` reads them: `1.5e3`, `.5`, `0x1p-2`, `1_000`;
/// `Inf`, `Infinity` and `NaN` in any case. Java's own reader would also take `1d` and surrounding
/// blanks, and knows no underscores.
///
/// Source: <https://pkg.go.dev/strconv#ParseFloat>.
public final class FloatReader {
  /// The NaN that Go reads and computes: other bits than [Double#NaN], and not a stale marker.
  public static final double NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  // Only ASCII letters have a second case here: `İnf` is not a number.
  private static final Pattern INFINITY =
      Pattern.compile("[+-]?inf(?:inity)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_A_NUMBER = Pattern.compile("nan", Pattern.CASE_INSENSITIVE);

  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;

  private final String text;
  private int at;

  private FloatReader(String text) {
    this.text = text;
  }

  /// Reads a float.
  ///
  /// @throws NumberFormatException in Go's words when it is not a float, or beyond any double:
  ///   `strconv.ParseFloat: parsing "x": invalid syntax`
  public static double read(String text) {
    if (INFINITY.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (NOT_A_NUMBER.matcher(text).matches()) {
      return NAN;
    }
    if (!new FloatReader(text).isWellFormed() || !Underscores.separateDigits(text)) {
      throw failure(text, "invalid syntax");
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw failure(text, "value out of range");
    }
    return value;
  }

  /// Reads a float; empty where [#read] fails.
  public static OptionalDouble find(String text) {
    try {
      return OptionalDouble.of(read(text));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /// Reads a float of an exposition, where the forms that came with Go 1.13 (hexadecimal digits,
  /// underscores) are not allowed.
  ///
  /// @throws NumberFormatException in the words of Prometheus' parsers
  public static double readExposed(String text) {
    if (text.chars().anyMatch(c -> c == 'p' || c == 'P' || c == '_')) {
      throw new NumberFormatException("unsupported character in float");
    }
    return read(text);
  }

  /// What Go says of a text that is not a number.
  private static NumberFormatException failure(String text, String problem) {
    return new NumberFormatException(
        "strconv.ParseFloat: parsing " + Quote.string(text) + ": " + problem);
  }

  /// Whether the text has the form of a float, underscores anywhere among its digits.
  private boolean isWellFormed() {
    skip("+-");
    boolean hexadecimal = text.startsWith("0x", at) || text.startsWith("0X", at);
    int base = hexadecimal ? HEXADECIMAL : DECIMAL;
    at += hexadecimal ? 2 : 0;
    boolean digits = skipDigits(base);
    if (skip(".")) {
      digits |= skipDigits(base);
    }
    boolean exponent = skip(hexadecimal ? "pP" : "eE");
    if (exponent) {
      skip("+-");
    }
    // Only decimal numbers do without an exponent.
    boolean exponentFits = exponent ? skipDigits(DECIMAL) : !hexadecimal;
    return digits && exponentFits && at == text.length();
  }

  private boolean skip(String any) {
    boolean found = at < text.length() && any.indexOf(text.charAt(at)) >= 0;
    at += found ? 1 : 0;
    return found;
  }

  /// Skips digits and underscores; whether there was a digit.
  private boolean skipDigits(int base) {
    boolean digits = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean digit = c < 0x80 && Character.digit(c, base) >= 0;
      if (!digit && c != '_') {
        return digits;
      }
      digits |= digit;
    }
    return digits;
  }
}
