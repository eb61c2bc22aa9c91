package dev.firebucket.go.math;

/// Inverse hyperbolic functions, which Java lacks, by the formulas of FreeBSD's `s_asinh.c`,
/// `e_acosh.c` and `e_atanh.c`, which Go uses too.
public final class InverseHyperbolics {
  private static final double LN2 = 0.6931471805599453;
  private static final double NEAR_ZERO = 1.0 / (1 << 28);
  private static final double LARGE = 1 << 28;

  private InverseHyperbolics() {}

  public static double sine(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return x;
    }
    double size = Math.abs(x);
    double result;
    if (size > LARGE) {
      result = Logarithms.natural(size) + LN2;
    } else if (size > 2) {
      result = Logarithms.natural(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
    } else if (size < NEAR_ZERO) {
      result = size;
    } else {
      result = Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    }
    return Math.copySign(result, x);
  }

  public static double cosine(double x) {
    if (x < 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x == 1) {
      return 0;
    }
    if (x >= LARGE) {
      return Logarithms.natural(x) + LN2;
    }
    if (x > 2) {
      return Logarithms.natural(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  public static double tangent(double x) {
    if (x < -1 || x > 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    double size = Math.abs(x);
    double result;
    if (size == 1) {
      result = Double.POSITIVE_INFINITY;
    } else if (size < NEAR_ZERO) {
      result = size;
    } else if (size < 0.5) {
      double doubled = size + size;
      result = 0.5 * Math.log1p(doubled + doubled * size / (1 - size));
    } else {
      result = 0.5 * Math.log1p((size + size) / (1 - size));
    }
    return Math.copySign(result, x);
  }
}
