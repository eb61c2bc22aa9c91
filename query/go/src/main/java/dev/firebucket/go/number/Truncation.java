package dev.firebucket.go.number;

/// Whole numbers out of floats, as Go's `int64(x)` does on the machines that Prometheus runs on.
public final class Truncation {
  private Truncation() {}

  /// Cuts the fraction off. What does not fit, NaN included, is the smallest number there is.
  public static long toInt64(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }
}
