package dev.firebucket.go.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Floats as text, as Go's `strconv.FormatFloat` writes them. A positive infinity carries its sign:
/// `+Inf`.
///
/// Source: <https://pkg.go.dev/strconv#FormatFloat>.
public final class FloatText {
  /// The precision that asks for the fewest digits that read back as the same double.
  public static final int SHORTEST = -1;

  /// In the shortest `g` form the exponent begins here, however many digits there are.
  private static final int SHORTEST_EXPONENT = 6;

  private static final int LEAST_PLAIN_EXPONENT = -4;

  private FloatText() {}

  /// Without an exponent (`'f', -1`): `0.000001`, `+Inf`, `NaN`.
  public static String plain(double value) {
    return Double.isFinite(value)
        ? sign(value) + Decimal.shortest(value).plain()
        : notFinite(value);
  }

  /// With an exponent only where it is below -4 or above 5 (`'g', -1`, which is `%v`): `1e+06`,
  /// `100000`, `0.5`.
  public static String general(double value) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    Decimal digits = Decimal.shortest(value);
    boolean plain =
        digits.exponent() >= LEAST_PLAIN_EXPONENT && digits.exponent() < SHORTEST_EXPONENT;
    return sign(value) + (plain ? digits.plain() : digits.scientific());
  }

  /// With an exponent of at least two digits (`'e', -1`): `1e-07`, `1.5e+21`.
  public static String scientific(double value) {
    return Double.isFinite(value)
        ? sign(value) + Decimal.shortest(value).scientific()
        : notFinite(value);
  }

  /// With a fixed number of digits after the point (`%.3f`), the double taken exactly.
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    BigDecimal exact = new BigDecimal(Math.abs(value));
    return sign(value) + exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /// In any of Go's decimal forms.
  ///
  /// @param verb one of `e E f g G`
  /// @param precision digits after the point, for `g` and `G` significant digits; or [#SHORTEST]
  public static String format(double value, char verb, int precision) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    return switch (verb) {
      case 'e', 'E' -> sign(value) + exponentForm(value, verb, precision);
      case 'f' -> precision == SHORTEST ? plain(value) : fixed(value, precision);
      case 'g' -> precision == SHORTEST ? general(value) : sign(value) + rounded(value, precision);
      case 'G' -> format(value, 'g', precision).replace('e', 'E');
      default -> throw new IllegalArgumentException("not a verb for floats: " + verb);
    };
  }

  private static String exponentForm(double value, char verb, int precision) {
    if (precision == SHORTEST) {
      Decimal shortest = Decimal.shortest(value);
      return shortest.scientific(shortest.digits().length() - 1, verb);
    }
    return Decimal.rounded(value, precision + 1).scientific(precision, verb);
  }

  private static String rounded(double value, int precision) {
    int significant = Math.max(precision, 1);
    Decimal decimal = Decimal.rounded(value, significant);
    int exponent = decimal.exponent();
    int digits = decimal.digits().length();
    // Go asks about the digits that are left once zeros at the end are gone, if they reach the
    // point.
    int limit = significant > digits && digits > exponent ? digits : significant;
    boolean zero = value == 0;
    return zero || (exponent >= LEAST_PLAIN_EXPONENT && exponent < limit)
        ? decimal.plain()
        : decimal.scientific();
  }

  private static String notFinite(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }
}
