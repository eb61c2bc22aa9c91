package dev.firebucket.alerting.template.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Floats as text, as Go's `strconv.FormatFloat` writes them.
public final class GoFloat {
  /// As many digits as it takes to read the same float back, and no more.
  public static final int SHORTEST = -1;

  /// In the shortest `%g` the exponent form begins here, however many digits there are.
  private static final int SHORTEST_EXPONENT = 6;

  private GoFloat() {}

  /// The significant digits of a float: `0.d1d2d3… * 10^point`, without zeros at the end.
  private record Digits(String digits, int point) {
    static Digits of(BigDecimal value) {
      if (value.signum() == 0) {
        return new Digits("", 0);
      }
      BigDecimal stripped = value.stripTrailingZeros();
      String digits = stripped.unscaledValue().toString();
      return new Digits(digits, digits.length() - stripped.scale());
    }

    char at(int index) {
      return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
    }
  }

  /// Writes a float as `%v` does: the shortest `%g`.
  public static String format(double value) {
    return format(value, 'g', SHORTEST);
  }

  /// Writes a float. A positive infinity carries its sign, as in Go: `+Inf`.
  ///
  /// @param verb one of `e E f g G`
  /// @param precision digits after the point, for `g` significant digits; or [#SHORTEST]
  public static String format(double value, char verb, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    String text =
        switch (verb) {
          case 'e', 'E' -> exponentForm(Math.abs(value), verb, precision);
          case 'f' -> plainForm(Math.abs(value), precision);
          case 'g', 'G' -> generalForm(Math.abs(value), verb, precision);
          default -> throw new IllegalArgumentException("no verb for floats: " + verb);
        };
    return negative ? "-" + text : text;
  }

  private static String exponentForm(double value, char verb, int precision) {
    if (precision == SHORTEST) {
      Digits digits = shortest(value);
      return exponent(digits, Math.max(digits.digits().length() - 1, 0), verb);
    }
    return exponent(rounded(value, precision + 1), precision, verb);
  }

  private static String plainForm(double value, int precision) {
    if (precision == SHORTEST) {
      Digits digits = shortest(value);
      return plain(digits, Math.max(digits.digits().length() - digits.point(), 0));
    }
    return new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String generalForm(double value, char verb, int precision) {
    int significant = precision == 0 ? 1 : precision;
    Digits digits = precision == SHORTEST ? shortest(value) : rounded(value, significant);
    int count = digits.digits().length();
    int limit = precision == SHORTEST ? SHORTEST_EXPONENT : significant;
    if (precision != SHORTEST && limit > count && count >= digits.point()) {
      limit = count;
    }
    int exponent = digits.point() - 1;
    if (!digits.digits().isEmpty() && (exponent < -4 || exponent >= limit)) {
      return exponent(digits, count - 1, verb == 'G' ? 'E' : 'e');
    }
    return plain(digits, Math.max(count - digits.point(), 0));
  }

  private static Digits rounded(double value, int significant) {
    return Digits.of(
        new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN)));
  }

  /// `Double.toString` gives the shortest digits, but never fewer than two: of two, one may do.
  private static Digits shortest(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    Digits digits = Digits.of(exact);
    if (digits.digits().length() == 2) {
      BigDecimal single = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (single.doubleValue() == value) {
        return Digits.of(single);
      }
    }
    return digits;
  }

  private static String exponent(Digits digits, int decimals, char letter) {
    StringBuilder text = new StringBuilder().append(digits.at(0));
    if (decimals > 0) {
      text.append('.');
      for (int i = 1; i <= decimals; i++) {
        text.append(digits.at(i));
      }
    }
    int exponent = digits.digits().isEmpty() ? 0 : digits.point() - 1;
    text.append(letter).append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      text.append('0');
    }
    return text.append(magnitude).toString();
  }

  private static String plain(Digits digits, int decimals) {
    StringBuilder text = new StringBuilder();
    if (digits.point() > 0) {
      for (int i = 0; i < digits.point(); i++) {
        text.append(digits.at(i));
      }
    } else {
      text.append('0');
    }
    if (decimals > 0) {
      text.append('.');
      for (int i = 0; i < decimals; i++) {
        text.append(digits.at(digits.point() + i));
      }
    }
    return text.toString();
  }
}
