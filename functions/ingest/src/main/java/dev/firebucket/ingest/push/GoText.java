package dev.firebucket.ingest.push;

import java.math.BigDecimal;

/// Numbers and quotes as Go writes them: what the Pushgateway shows is compared by people and
/// scripts.
final class GoText {
  private static final int FIRST_SCIENTIFIC_EXPONENT = 6;
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  private GoText() {}

  /// As `strconv.FormatFloat(value, 'g', -1, 64)`: `1e+06`, `0.5`, `+Inf`.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    String sign = value < 0 ? "-" : "";
    return exponent < SMALLEST_PLAIN_EXPONENT || exponent >= FIRST_SCIENTIFIC_EXPONENT
        ? sign + scientific(digits, exponent)
        : sign + decimal.toPlainString();
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  /// As `%q` writes a text.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append(String.format("\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
