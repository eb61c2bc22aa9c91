package dev.firebucket.query.histogram;

import dev.firebucket.go.math.Logarithms;

/// A bucket with its bounds.
///
/// @param lower bound, `-Inf` for the first custom bucket
/// @param upper bound, `+Inf` for the last custom bucket
/// @param lowerInclusive whether an observation at the lower bound is in it
/// @param upperInclusive whether an observation at the upper bound is in it
/// @param count observations
record Bucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {
  /// The same with other bounds.
  Bucket between(double newLower, double newUpper) {
    return new Bucket(newLower, newUpper, lowerInclusive, upperInclusive, count);
  }

  /// The share of its width below a value inside of it, whose bounds are finite.
  ///
  /// @param linear whether observations are taken as evenly spread; else evenly on a logarithmic
  ///   scale
  double fractionBelow(double value, boolean linear) {
    if (linear) {
      return (value - lower) / (upper - lower);
    }
    double logLower = Logarithms.base2(Math.abs(lower));
    double logUpper = Logarithms.base2(Math.abs(upper));
    double logValue = Logarithms.base2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }
}
