package dev.firebucket.query.arithmetic;

/// Powers of two with Go's digits: the formula of FreeBSD's `e_exp.c`, which Go uses too.
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

  private Exponentials() {}

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
