package dev.firebucket.query.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as Go prints them: the shortest decimal that reads back as the same double.
public final class GoNumber {
  private GoNumber() {}

  /// Without an exponent (`strconv.FormatFloat(v, 'f', -1, 64)`): `0.000001`, `+Inf`, `NaN`.
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    return sign(value) + shortest(value).toPlainString();
  }

  /// With an exponent where it is below -4 or above 5 (`%v`): `1e+06`, `100000`, `0.5`.
  public static String general(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal digits = shortest(value);
    if (digits.signum() == 0) {
      return sign(value) + "0";
    }
    String unscaled = digits.unscaledValue().toString();
    int exponent = unscaled.length() - 1 - digits.scale();
    if (exponent >= -4 && exponent < 6) {
      return sign(value) + digits.toPlainString();
    }
    return sign(value) + scientific(unscaled, exponent);
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

  private static String scientific(String digits, int exponent) {
    StringBuilder text = new StringBuilder().append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return text.append(size < 10 ? "0" : "").append(size).toString();
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

  /// The magnitude in its fewest digits, no zeros at the end. Java never goes below two digits,
  /// which shows for the smallest doubles only.
  private static BigDecimal shortest(double value) {
    double magnitude = Math.abs(value);
    BigDecimal digits = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    if (digits.precision() == 2) {
      BigDecimal shorter = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() == magnitude) {
        return shorter.stripTrailingZeros();
      }
    }
    return digits;
  }
}
