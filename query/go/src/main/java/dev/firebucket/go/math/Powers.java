package dev.firebucket.go.math;

/// Powers with Go's digits (`math.Pow`): the whole part of the exponent by repeated squaring, the
/// rest by logarithm.
public final class Powers {
  /// Beyond such an exponent a product has left the range of doubles for good.
  private static final int BEYOND_RANGE = 1 << 12;

  private Powers() {}

  /// `base` to the power of `exponent`.
  public static double of(double base, double exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    if (exponent == 1) {
      return base;
    }
    if (Double.isNaN(base) || Double.isNaN(exponent)) {
      return Double.NaN;
    }
    if (base == 0 || Double.isInfinite(base) || Double.isInfinite(exponent)) {
      // Java's answers are Go's, but for one.
      return base == -1 ? 1 : Math.pow(base, exponent);
    }
    if (exponent == 0.5) {
      return Math.sqrt(base);
    }
    if (exponent == -0.5) {
      return 1 / Math.sqrt(base);
    }
    return ofFinite(base, exponent);
  }

  private static double ofFinite(double base, double exponent) {
    double size = Math.abs(exponent);
    double whole = Math.floor(size);
    double rest = size - whole;
    if (rest != 0 && base < 0) {
      return Double.NaN;
    }
    if (whole >= 0x1p63) {
      if (base == -1) {
        return 1;
      }
      return (Math.abs(base) < 1) == (exponent > 0) ? 0 : Double.POSITIVE_INFINITY;
    }
    double product = 1;
    if (rest != 0) {
      if (rest > 0.5) {
        rest--;
        whole++;
      }
      product = Exponentials.natural(rest * Logarithms.natural(base));
    }
    return squared(base, (long) whole, product, exponent < 0);
  }

  /// Multiplies a product by a whole power; `inverse` turns the result round.
  private static double squared(double base, long power, double factor, boolean inverse) {
    int step = BinaryExponent.of(base);
    double square = BinaryExponent.fraction(base, step);
    double product = factor;
    int exponent = 0;
    for (long left = power; left != 0; left >>= 1) {
      if (step < -BEYOND_RANGE || step > BEYOND_RANGE) {
        exponent += step;
        break;
      }
      if ((left & 1) == 1) {
        product *= square;
        exponent += step;
      }
      square *= square;
      step <<= 1;
      if (square < 0.5) {
        square += square;
        step--;
      }
    }
    return inverse ? Math.scalb(1 / product, -exponent) : Math.scalb(product, exponent);
  }
}
