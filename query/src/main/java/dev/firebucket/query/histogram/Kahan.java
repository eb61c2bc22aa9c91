package dev.firebucket.query.histogram;

/// What one addition loses, by Kahan's summation with Neumaier's improvement (`util/kahansum`).
final class Kahan {
  private Kahan() {}

  /// What is lost so far after adding to a sum.
  ///
  /// @param added to `sum`
  /// @param total `sum + added`
  /// @param lost before
  static double lost(double added, double sum, double total, double lost) {
    if (Double.isInfinite(total)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(added)
        ? lost + (sum - total + added)
        : lost + (added - total + sum);
  }
}
