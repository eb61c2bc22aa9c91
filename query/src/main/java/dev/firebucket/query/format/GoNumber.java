package dev.firebucket.query.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as Go prints them: the shortest decimal that reads back as the same double.
public final class GoNumber {
  private static final Pattern SPECIAL =
      Pattern.compile("([+-]?)inf(?:inity)?|nan", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[+-]?0[xX](?:_?[0-9a-fA-F])*(?:\\.(?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?)?[pP][+-]?[0-9]+");

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
        + (digits.exponent() >= -4 && digits.exponent() < 6 ? digits.plain() : digits.scientific());
  }

  /// With an exponent, of two digits at least (`strconv.FormatFloat(v, 'e', -1, 64)`): `1e-07`,
  /// `1.5e+21`.
  ///
  /// @param value a finite number
  public static String scientific(double value) {
    return sign(value) + ShortestDecimal.of(value).scientific();
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

  /// What Go's `strconv.ParseFloat` reads; empty where it fails, out of range too.
  public static OptionalDouble parse(String text) {
    Matcher special = SPECIAL.matcher(text);
    if (special.matches()) {
      String sign = special.group(1);
      return OptionalDouble.of(
          sign == null
              ? Double.NaN
              : sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (!DECIMAL.matcher(text).matches() && !HEXADECIMAL.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text.replace("_", ""));
      return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
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
