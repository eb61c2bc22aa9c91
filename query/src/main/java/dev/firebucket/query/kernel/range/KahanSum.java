package dev.firebucket.query.kernel.range;

/// A sum that carries what rounding loses (Kahan's summation with Neumaier's improvement), step by
/// step as Prometheus does it (`util/kahansum`).
public final class KahanSum {
  private double sum;
  private double compensation;

  public KahanSum(double start) {
    this.sum = start;
  }

  public void add(double value) {
    double total = sum + value;
    if (Double.isInfinite(total)) {
      compensation = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensation += sum - total + value;
    } else {
      compensation += value - total + sum;
    }
    sum = total;
  }

  /// The running sum without what was lost.
  public double sum() {
    return sum;
  }

  public double compensation() {
    return compensation;
  }

  /// The running sum with what was lost.
  public double total() {
    return sum + compensation;
  }
}
