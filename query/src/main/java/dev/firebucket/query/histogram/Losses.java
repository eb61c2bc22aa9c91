package dev.firebucket.query.histogram;

/// What the single numbers of a histogram have lost to rounding while others were added.
///
/// Not for use by several threads.
final class Losses {
  double zeroCount;
  double count;
  double sum;

  Losses copy() {
    Losses copied = new Losses();
    copied.zeroCount = zeroCount;
    copied.count = count;
    copied.sum = sum;
    return copied;
  }

  void multiply(double factor) {
    zeroCount *= factor;
    count *= factor;
    sum *= factor;
  }

  void divide(double divisor) {
    zeroCount /= divisor;
    count /= divisor;
    sum /= divisor;
  }
}
