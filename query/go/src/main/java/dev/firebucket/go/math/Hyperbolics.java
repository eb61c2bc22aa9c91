package dev.firebucket.go.math;

/// Hyperbolic sine, cosine and tangent with Go's digits (J. F. Hart et al., "Computer
/// Approximations", 1968, and the Cephes library's `tanh.c`).
public final class Hyperbolics {
  private static final double[] SINE_ABOVE = {
    -26.30563213397497, -2894.211355989564, -89912.72022039509, -630767.3640497717
  };
  private static final double[] SINE_BELOW = {
    1, -173.6789535582337, 15215.17378790019, -630767.3640497717
  };
  private static final double[] TANGENT_ABOVE = {
    -0.9643991794250523, -99.28772310019185, -1614.6876844170845
  };
  private static final double[] TANGENT_BELOW = {
    1, 112.81167849163293, 2235.4883906010045, 4844.063053251255
  };

  /// From here on `e^-x` is too small to change `e^x`.
  private static final double LARGE = 21;

  /// From here on a tangent is 1.
  private static final double FLAT = 0.5 * 88.02969193111305;

  private Hyperbolics() {}

  /// `math.Sinh`.
  public static double sine(double x) {
    // -0 stays as it is.
    double size = x < 0 ? -x : x;
    double value;
    if (size > LARGE) {
      value = Exponentials.natural(size) * 0.5;
    } else if (size > 0.5) {
      double power = Exponentials.natural(size);
      value = (power - 1 / power) * 0.5;
    } else {
      double square = size * size;
      value = Polynomial.of(SINE_ABOVE, square) * size / Polynomial.of(SINE_BELOW, square);
    }
    return x < 0 ? -value : value;
  }

  /// `math.Cosh`.
  public static double cosine(double x) {
    double size = Math.abs(x);
    double power = Exponentials.natural(size);
    return size > LARGE ? power * 0.5 : (power + 1 / power) * 0.5;
  }

  /// `math.Tanh`.
  public static double tangent(double x) {
    double size = Math.abs(x);
    if (size > FLAT) {
      return Math.signum(x);
    }
    if (size >= 0.625) {
      double value = 1 - 2 / (Exponentials.natural(2 * size) + 1);
      return x < 0 ? -value : value;
    }
    if (x == 0) {
      return x;
    }
    double square = x * x;
    return x
        + x * square * Polynomial.of(TANGENT_ABOVE, square) / Polynomial.of(TANGENT_BELOW, square);
  }
}
