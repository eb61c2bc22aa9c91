package dev.firebucket.go.math;

/// Logarithms with Go's digits: the formula of FreeBSD's `e_log.c`, in the order in which Go
/// evaluates it, and Go's exact powers of two.
public final class Logarithms {
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;

  /// 1 / ln 2.
  private static final double PER_LN2 = 1.4426950408889634;

  /// 1 / ln 10.
  private static final double PER_LN10 = 0.4342944819032518;

  private static final double L1 = 0.6666666666666735;
  private static final double L2 = 0.3999999999940942;
  private static final double L3 = 0.2857142874366239;
  private static final double L4 = 0.22222198432149784;
  private static final double L5 = 0.1818357216161805;
  private static final double L6 = 0.15313837699209373;
  private static final double L7 = 0.14798198605116586;

  /// Bits of a double without sign and exponent.
  private static final long MANTISSA = (1L << 52) - 1;

  private Logarithms() {}

  /// `math.Log` on amd64, which takes the bits of a subnormal number as if it were a normal one:
  /// its logarithm comes out near -708.
  public static double natural(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) - 1022;
    double fraction = Double.longBitsToDouble((bits & MANTISSA) | Double.doubleToRawLongBits(0.5));
    if (fraction <= Math.sqrt(2) / 2) {
      fraction *= 2;
      exponent--;
    }
    double f = fraction - 1;
    double s = f / (2 + f);
    double s2 = s * s;
    double s4 = s2 * s2;
    double odd = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
    double even = s4 * (L2 + s4 * (L4 + s4 * L6));
    double half = 0.5 * f * f;
    return exponent * LN2_HIGH - (half - (s * (half + (odd + even)) + exponent * LN2_LOW) - f);
  }

  /// `math.Log2`: exact for powers of two.
  public static double base2(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    int exponent = BinaryExponent.of(value);
    double fraction = BinaryExponent.fraction(value, exponent);
    // Go avoids the sum where the fraction is 1/2, so that powers of two come out whole.
    return fraction == 0.5 ? exponent - 1 : natural(fraction) * PER_LN2 + exponent;
  }

  /// `math.Log10`: Go takes it from [#natural] as of 1.26.
  public static double base10(double value) {
    return natural(value) * PER_LN10;
  }
}
