package dev.firebucket.query.format;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as Go prints them: the shortest decimal that reads back as the same double.
public final class GoNumber {
  private GoNumber() {}

  /// Without an exponent (`strconv.FormatFloat(v, 'f', -1, 64)`): `0.000001`, `+Inf`, `NaN`.
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    return sign(value) + ShortestDecimal.of(value).plain();
  }

  /// With an exponent where it is below -4 or above 5 (`%v`): `1e+06`, `100000`, `0.5`.
  public static String general(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    ShortestDecimal digits = ShortestDecimal.of(value);
    return sign(value)
        + (digits.exponent() >= -4 && digits.exponent() < 6
            ? digits.plain()
            : digits.scientific(2));
  }

  /// With an exponent as JSON has it, of as few digits as it takes: `1e-7`, `1.5e+21`.
  ///
  /// @param value a finite number
  public static String scientific(double value) {
    return sign(value) + ShortestDecimal.of(value).scientific(1);
  }

  /// With a fixed number of digits after the point (`%.3f`), the double taken exactly.
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String digits =
        new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return sign(value) + digits;
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }

  private static String sign(double value) {
    return (Double.doubleToRawLongBits(value) < 0) ? "-" : "";
  }
}
