package dev.firebucket.go.math;

/// Inverse sine, cosine and tangent with Go's digits: the formulas of the Cephes library (S. L.
/// Moshier, `atan.c`, `asin.c`), which Go uses.
public final class InverseTrigonometry {
  private static final double[] ABOVE = {
    -0.8750608600031904,
    -16.157537187333652,
    -75.00855792314705,
    -122.88666844901361,
    -64.85021904942025
  };
  private static final double[] BELOW = {
    1,
    24.858464901423062,
    165.02700983169885,
    432.88106049129027,
    485.3903996359137,
    194.5506571482614
  };

  /// What a double lacks of pi/2.
  private static final double MORE_BITS = 6.123233995736766e-17;

  /// tan(3 pi / 8).
  private static final double STEEP = 2.414213562373095;

  private InverseTrigonometry() {}

  /// `math.Atan`.
  public static double tangent(double x) {
    if (x == 0 || Double.isNaN(x)) {
      return x;
    }
    return x > 0 ? ofPositive(x) : -ofPositive(-x);
  }

  /// `math.Asin`.
  public static double sine(double x) {
    if (x == 0 || Double.isNaN(x)) {
      return x;
    }
    double size = Math.abs(x);
    if (size > 1) {
      return Double.NaN;
    }
    double side = Math.sqrt(1 - size * size);
    double angle = size > 0.7 ? Math.PI / 2 - ofPositive(side / size) : ofPositive(size / side);
    return x < 0 ? -angle : angle;
  }

  /// `math.Acos`.
  public static double cosine(double x) {
    return Math.PI / 2 - sine(x);
  }

  /// `math.Atan2`: the angle of a point.
  public static double ofPoint(double y, double x) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    if (x == 0 || y == 0 || Double.isInfinite(x) || Double.isInfinite(y)) {
      // Java's answers at the axes and at infinity are Go's.
      return Math.atan2(y, x);
    }
    double angle = tangent(y / x);
    if (x > 0) {
      return angle;
    }
    return angle <= 0 ? angle + Math.PI : angle - Math.PI;
  }

  private static double ofPositive(double x) {
    if (x <= 0.66) {
      return nearZero(x);
    }
    if (x > STEEP) {
      return Math.PI / 2 - nearZero(1 / x) + MORE_BITS;
    }
    return Math.PI / 4 + nearZero((x - 1) / (x + 1)) + 0.5 * MORE_BITS;
  }

  private static double nearZero(double x) {
    double square = x * x;
    double share = square * Polynomial.of(ABOVE, square) / Polynomial.of(BELOW, square);
    return x * share + x;
  }
}
