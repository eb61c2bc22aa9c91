package dev.firebucket.go.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The magnitude of a finite double in decimal.
///
/// @param digits the significant ones, without zeros at either end; `0` for zero
/// @param exponent of the first digit: 1.5 has 0, 0.015 has -2
record Decimal(String digits, int exponent) {
  private static final Decimal ZERO = new Decimal("0", 0);

  /// Below this, Java's two digits, its minimum, may be one more than are needed.
  private static final double FEW_BITS = 1e-320;

  /// The fewest digits that read back as the same double.
  static Decimal shortest(double value) {
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return ZERO;
    }
    if (magnitude < FEW_BITS) {
      return ofFewBits(magnitude);
    }
    return parse(Double.toString(magnitude));
  }

  /// The exact value rounded to so many significant digits, a half to the even digit.
  static Decimal rounded(double value, int significant) {
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return ZERO;
    }
    BigDecimal rounded =
        new BigDecimal(magnitude)
            .round(new MathContext(significant, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    String digits = rounded.unscaledValue().toString();
    return new Decimal(digits, digits.length() - 1 - rounded.scale());
  }

  /// Takes apart what [Double#toString(double)] gives: `12.5`, `1.0E10`, `0.00125`.
  private static Decimal parse(String text) {
    int mark = text.indexOf('E');
    int end = mark < 0 ? text.length() : mark;
    int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
    int point = text.indexOf('.');
    StringBuilder digits =
        new StringBuilder(end).append(text, 0, point).append(text, point + 1, end);
    int first = 0;
    while (digits.charAt(first) == '0') {
      first++;
    }
    int last = digits.length();
    while (digits.charAt(last - 1) == '0') {
      last--;
    }
    return new Decimal(digits.substring(first, last), exponent + point - 1 - first);
  }

  private static Decimal ofFewBits(double magnitude) {
    BigDecimal digits = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    BigDecimal shorter = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
    BigDecimal shortest =
        digits.precision() == 2 && shorter.doubleValue() == magnitude ? shorter : digits;
    return parse(shortest.unscaledValue() + ".0E" + -shortest.scale());
  }

  /// Without an exponent: `150`, `0.015`.
  String plain() {
    int count = digits.length();
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    if (exponent >= count - 1) {
      return digits + "0".repeat(exponent - count + 1);
    }
    return digits.substring(0, exponent + 1) + '.' + digits.substring(exponent + 1);
  }

  /// With an exponent of at least two digits: `1.5e+06`.
  String scientific() {
    return scientific(digits.length() - 1, 'e');
  }

  /// With an exponent of at least two digits, and so many digits after the point: `1.50E+06`.
  String scientific(int decimals, char letter) {
    StringBuilder text = new StringBuilder().append(digits.charAt(0));
    if (decimals > 0) {
      int shown = Math.min(decimals, digits.length() - 1);
      text.append('.').append(digits, 1, shown + 1).repeat('0', decimals - shown);
    }
    String size = Integer.toString(Math.abs(exponent));
    return text.append(letter)
        .append(exponent < 0 ? '-' : '+')
        .repeat('0', size.length() < 2 ? 1 : 0)
        .append(size)
        .toString();
  }
}
