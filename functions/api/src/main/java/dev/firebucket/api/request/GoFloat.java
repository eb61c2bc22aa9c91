package dev.firebucket.api.request;

import java.util.Locale;
import java.util.regex.Pattern;

/// Numbers as Go's `strconv.ParseFloat` reads them; Java's own reader would also take `1d` and
/// surrounding blanks, and knows no `1_000`.
final class GoFloat {
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(?:[0-9]+(?:_[0-9]+)*\\.?(?:[0-9]+(?:_[0-9]+)*)?|\\.[0-9]+(?:_[0-9]+)*)"
              + "(?:[eE][+-]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("([+-]?)inf(?:inity)?");

  private GoFloat() {}

  /// @return infinities and NaN where they are written so
  /// @throws NumberFormatException when it is none, or too big for a double
  static double parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (INFINITE.matcher(lower).matches()) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
