package dev.firebucket.go.math;

/// Polynomials by Horner's rule, without fused multiplications.
final class Polynomial {
  private Polynomial() {}

  /// @param coefficients that of the highest power first
  static double of(double[] coefficients, double x) {
    double value = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      value = value * x + coefficients[i];
    }
    return value;
  }
}
