package dev.firebucket.go.math;

/// Powers of e and of two with Go's digits.
///
/// Powers of e go by the method that Go's assembly of amd64 takes (N. Shibata, "Efficient
/// evaluation methods of elementary functions suitable for SIMD computation", 2010), with the fused
/// multiplications of every machine of today; powers of two by the formula of FreeBSD's `e_exp.c`.
public final class Exponentials {
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;
  private static final double P1 = 0.16666666666666666;
  private static final double P2 = -0.0027777777777015593;
  private static final double P3 = 6.613756321437934e-05;
  private static final double P4 = -1.6533902205465252e-06;
  private static final double P5 = 4.1381367970572385e-08;
  private static final double LEAST = -1.0740e+03;
  private static final double GREATEST = 1023.9999999999999;

  private static final double PER_LN2 = 1.4426950408889634;
  private static final double LN2_UPPER = 0.693147180559663;
  private static final double LN2_LOWER = 2.8235290563031577e-13;
  private static final double OVERFLOW = 709.782712893384;

  /// Above this no power of e is 0.
  private static final double UNDERFLOW = -1000;

  /// 1/8!, 1/7!, … 1/2!, 1: the series of `(e^x - 1) / x`.
  private static final double[] TAYLOR = {
    2.48015873015873e-05,
    0.0001984126984126984,
    0.001388888888888889,
    0.008333333333333333,
    0.041666666666666664,
    0.16666666666666666,
    0.5,
    1.0
  };

  private Exponentials() {}

  /// `math.Exp`: e to some power.
  public static double natural(double power) {
    if (Double.isNaN(power) || power == Double.POSITIVE_INFINITY) {
      return power;
    }
    if (power > OVERFLOW) {
      return Double.POSITIVE_INFINITY;
    }
    if (power < UNDERFLOW) {
      return 0;
    }
    double whole = Math.rint(power * PER_LN2);
    double rest = Math.fma(-LN2_LOWER, whole, Math.fma(-LN2_UPPER, whole, power)) * 0.0625;
    double series = TAYLOR[0];
    for (int i = 1; i < TAYLOR.length; i++) {
      series = Math.fma(rest, series, TAYLOR[i]);
    }
    // e^x - 1, then three times that of twice the power: (y + 2) y.
    double y = rest * series;
    for (int i = 0; i < 3; i++) {
      y *= y + 2;
    }
    return timesPowerOfTwo(Math.fma(y + 2, y, 1), (int) whole);
  }

  private static double timesPowerOfTwo(double value, int exponent) {
    if (exponent + Double.MAX_EXPONENT >= 2 * Double.MAX_EXPONENT + 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (exponent + Double.MAX_EXPONENT > 0) {
      return value * Math.scalb(1.0, exponent);
    }
    if (exponent + Double.MAX_EXPONENT < -52) {
      return 0;
    }
    return value * Math.scalb(1.0, exponent - Double.MIN_EXPONENT) * Double.MIN_NORMAL;
  }

  /// `math.Exp2`: two to some power.
  public static double base2(double power) {
    if (Double.isNaN(power)) {
      return power;
    }
    if (power > GREATEST) {
      return Double.POSITIVE_INFINITY;
    }
    if (power < LEAST) {
      return 0;
    }
    int whole = (int) (power > 0 ? power + 0.5 : power - 0.5);
    double rest = power - whole;
    double high = rest * LN2_HIGH;
    double low = -rest * LN2_LOW;
    double r = high - low;
    double t = r * r;
    double c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
    return Math.scalb(1 - (low - r * c / (2 - c) - high), whole);
  }
}
