package dev.firebucket.query.kernel;

/// Logarithms with Go's exact powers of two.
final class Logarithms {
  /// 1 / ln 2.
  private static final double PER_LN2 = 1.4426950408889634;

  /// ln 2 / ln 10.
  private static final double LN2_PER_LN10 = 0.3010299956639812;

  private Logarithms() {}

  /// `math.Log2`: exact for powers of two.
  static double base2(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    int exponent = Math.getExponent(value) + 1;
    if (exponent <= Double.MIN_EXPONENT) {
      double scaled = value * 0x1p52;
      exponent = Math.getExponent(scaled) + 1 - 52;
    }
    double fraction = Math.scalb(Math.scalb(value, -exponent / 2), -(exponent - exponent / 2));
    // Go avoids the sum where the fraction is 1/2, so that powers of two come out whole.
    return fraction == 0.5 ? exponent - 1 : Math.log(fraction) * PER_LN2 + exponent;
  }

  /// `math.Log10`: Go takes it from [#base2].
  static double base10(double value) {
    return base2(value) * LN2_PER_LN10;
  }
}
