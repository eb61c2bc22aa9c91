package dev.firebucket.go.math;

/// Sine, cosine and tangent with Go's digits: the formulas of the Cephes library (S. L. Moshier,
/// `sin.c`, `tan.c`), which Go uses.
public final class Trigonometry {
  /// A quarter of pi in three parts, so that multiples of it are subtracted without loss.
  private static final double QUARTER_A = 0.7853981256484985;

  private static final double QUARTER_B = 3.774894707930798e-08;
  private static final double QUARTER_C = 2.6951514290790595e-15;

  private static final double[] SINE = {
    1.5896230157654656e-10,
    -2.5050747762857807e-08,
    2.7557313621385722e-06,
    -0.0001984126982958954,
    0.008333333333322118,
    -0.1666666666666663
  };
  private static final double[] COSINE = {
    -1.1358536521387682e-11,
    2.087570084197473e-09,
    -2.755731417929674e-07,
    2.4801587288851704e-05,
    -0.0013888888888873056,
    0.041666666666666595
  };
  private static final double[] TANGENT_ABOVE = {
    -13093.693918138379, 1153516.6483858742, -17956525.197648488
  };
  private static final double[] TANGENT_BELOW = {
    1, 13681.296347069296, -1320892.3444021097, 25008380.18233579, -53869575.592945464
  };

  private Trigonometry() {}

  /// `math.Sin`.
  public static double sine(double angle) {
    if (angle == 0 || Double.isNaN(angle)) {
      return angle;
    }
    if (Double.isInfinite(angle)) {
      return Double.NaN;
    }
    double size = Math.abs(angle);
    long octant = octant(size);
    double rest = rest(size, octant);
    octant &= 7;
    boolean negative = (angle < 0) != (octant > 3);
    octant &= 3;
    double value = octant == 1 || octant == 2 ? cosineNearZero(rest) : sineNearZero(rest);
    return negative ? -value : value;
  }

  /// `math.Cos`.
  public static double cosine(double angle) {
    if (Double.isNaN(angle) || Double.isInfinite(angle)) {
      return Double.NaN;
    }
    double size = Math.abs(angle);
    long octant = octant(size);
    double rest = rest(size, octant);
    octant &= 7;
    boolean negative = octant > 3;
    octant &= 3;
    negative = negative != (octant > 1);
    double value = octant == 1 || octant == 2 ? sineNearZero(rest) : cosineNearZero(rest);
    return negative ? -value : value;
  }

  /// `math.Tan`.
  public static double tangent(double angle) {
    if (angle == 0 || Double.isNaN(angle)) {
      return angle;
    }
    if (Double.isInfinite(angle)) {
      return Double.NaN;
    }
    double size = Math.abs(angle);
    long octant = octant(size);
    double rest = rest(size, octant);
    double square = rest * rest;
    double value = rest;
    if (square > 1e-14) {
      double above = Polynomial.of(TANGENT_ABOVE, square);
      value = rest + rest * (square * above / Polynomial.of(TANGENT_BELOW, square));
    }
    if ((octant & 2) == 2) {
      value = -1 / value;
    }
    return angle < 0 ? -value : value;
  }

  /// How many eighths of a circle an angle passes, odd ones rounded up.
  private static long octant(double size) {
    if (size >= LargeAngle.FROM) {
      return LargeAngle.octant(size);
    }
    long octant = (long) (size * (4 / Math.PI));
    return octant + (octant & 1);
  }

  /// What is left of an angle after its octants; below zero where they were rounded up.
  private static double rest(double size, long octant) {
    if (size >= LargeAngle.FROM) {
      return LargeAngle.rest(size);
    }
    double count = octant;
    return ((size - count * QUARTER_A) - count * QUARTER_B) - count * QUARTER_C;
  }

  private static double sineNearZero(double angle) {
    double square = angle * angle;
    return angle + angle * square * Polynomial.of(SINE, square);
  }

  private static double cosineNearZero(double angle) {
    double square = angle * angle;
    return 1.0 - 0.5 * square + square * square * Polynomial.of(COSINE, square);
  }
}
