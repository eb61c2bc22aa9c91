package dev.firebucket.alerting.template.format;

/// Whole numbers out of floats, as Go's `int64(x)` does on the machines that Prometheus runs on.
public final class GoInteger {
  private GoInteger() {}

  /// Cuts the fraction off. What does not fit, NaN included, is the smallest number there is.
  public static long truncate(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }
}
