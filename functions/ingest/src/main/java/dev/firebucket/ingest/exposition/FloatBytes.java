package dev.firebucket.ingest.exposition;

import java.nio.charset.StandardCharsets;

/// Numbers as the formats write them: the forms of Go's `ParseFloat` before version 1.13, so
/// neither hexadecimal nor underscores; `Inf`, `Infinity` and `NaN` in any case.
///
/// Source: <https://pkg.go.dev/strconv#ParseFloat>, `model/textparse` of Prometheus.
final class FloatBytes {
  /// The NaN that stands for every NaN of an exposition: bits that no stale marker has.
  static final double NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  /// Powers of ten that a double holds exactly.
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_INTEGERS = 1L << 53;
  private static final int MOST_DIGITS = 18;

  private FloatBytes() {}

  /// The number in `buffer` from `start` to `end`.
  ///
  /// @throws NumberFormatException with a reason as Go words it
  static double parse(byte[] buffer, int start, int end) {
    int at = start;
    boolean negative = false;
    if (at < end && (buffer[at] == '-' || buffer[at] == '+')) {
      negative = buffer[at] == '-';
      at++;
    }
    int first = at;
    long mantissa = 0;
    while (at < end && isDigit(buffer[at])) {
      mantissa = mantissa * 10 + (buffer[at++] - '0');
    }
    int digits = at - first;
    int fraction = 0;
    if (at < end && buffer[at] == '.') {
      int point = ++at;
      while (at < end && isDigit(buffer[at])) {
        mantissa = mantissa * 10 + (buffer[at++] - '0');
      }
      fraction = at - point;
      digits += fraction;
    }
    if (digits == 0) {
      return special(buffer, start, end);
    }
    if (digits > MOST_DIGITS) {
      return slow(buffer, start, end);
    }
    int exponent = at < end ? exponent(buffer, at, start, end) : 0;
    return scaled(negative, mantissa, exponent - fraction, buffer, start, end);
  }

  private static double scaled(
      boolean negative, long mantissa, int power, byte[] buffer, int start, int end) {
    double magnitude;
    if (mantissa == 0) {
      magnitude = 0;
    } else if (mantissa > EXACT_INTEGERS || power > 22 || power < -22) {
      return slow(buffer, start, end);
    } else {
      magnitude = power < 0 ? mantissa / EXACT_POWERS[-power] : mantissa * EXACT_POWERS[power];
    }
    return negative ? -magnitude : magnitude;
  }

  /// Reads `e+05` at `at`, which must reach to `end`; what is beyond any double is cut.
  private static int exponent(byte[] buffer, int at, int start, int end) {
    if (buffer[at] != 'e' && buffer[at] != 'E') {
      throw syntax(buffer, start, end);
    }
    int next = at + 1;
    boolean negative = false;
    if (next < end && (buffer[next] == '-' || buffer[next] == '+')) {
      negative = buffer[next] == '-';
      next++;
    }
    if (next >= end) {
      throw syntax(buffer, start, end);
    }
    int exponent = 0;
    for (; next < end; next++) {
      if (!isDigit(buffer[next])) {
        throw syntax(buffer, start, end);
      }
      exponent = Math.min(100_000, exponent * 10 + (buffer[next] - '0'));
    }
    return negative ? -exponent : exponent;
  }

  private static double special(byte[] buffer, int start, int end) {
    String text = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
    boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    String word = signed ? text.substring(1) : text;
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!signed && word.equalsIgnoreCase("nan")) {
      return NAN;
    }
    throw syntax(buffer, start, end);
  }

  /// More digits than fit, or a power that rounds: the exact way.
  private static double slow(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      byte c = buffer[i];
      if (!isDigit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        throw syntax(buffer, start, end);
      }
    }
    double value;
    try {
      value =
          Double.parseDouble(new String(buffer, start, end - start, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException notANumber) {
      throw syntax(buffer, start, end);
    }
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(
          "strconv.ParseFloat: parsing "
              + Quoted.bytes(buffer, start, end)
              + ": value out of range");
    }
    return value;
  }

  private static NumberFormatException syntax(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == 'p' || buffer[i] == 'P' || buffer[i] == '_') {
        return new NumberFormatException("unsupported character in float");
      }
    }
    return new NumberFormatException(
        "strconv.ParseFloat: parsing " + Quoted.bytes(buffer, start, end) + ": invalid syntax");
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
