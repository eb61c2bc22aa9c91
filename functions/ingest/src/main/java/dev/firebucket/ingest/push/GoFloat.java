package dev.firebucket.ingest.push;

import java.util.Locale;
import java.util.regex.Pattern;

/// Reads numbers as Go's `ParseFloat` does, without hexadecimal and underscores, which the text
/// format forbids.
final class GoFloat {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private GoFloat() {}

  /// @throws NumberFormatException for no number, and for one beyond any double
  static double parse(String text) {
    if (DECIMAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw new NumberFormatException("value out of range");
      }
      return value;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new NumberFormatException("invalid syntax");
    };
  }
}
