package dev.firebucket.api.request;

import java.util.regex.Pattern;

/// Numbers as Go's `strconv.ParseFloat` reads them; Java's own reader would also take `1d` and
/// surrounding blanks.
final class GoFloat {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private GoFloat() {}

  /// @throws NumberFormatException when it is none; infinities and NaN count as none here, for
  ///   neither is a time nor a duration
  static double parse(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }
}
