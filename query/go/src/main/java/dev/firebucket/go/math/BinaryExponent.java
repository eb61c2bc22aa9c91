package dev.firebucket.go.math;

/// A number as a fraction in [1/2, 1) and a power of two (`math.Frexp` of Go).
final class BinaryExponent {
  /// How many bits a subnormal number is moved to become a normal one.
  private static final int LIFT = 52;

  private BinaryExponent() {}

  /// The power of two that leaves such a fraction of a finite number other than zero.
  static int of(double value) {
    int exponent = Math.getExponent(value);
    return exponent >= Double.MIN_EXPONENT
        ? exponent + 1
        : Math.getExponent(value * 0x1p52) + 1 - LIFT;
  }

  /// What is left without it.
  static double fraction(double value, int exponent) {
    return Math.scalb(Math.scalb(value, -exponent / 2), -(exponent - exponent / 2));
  }
}
