package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// `changes` and `resets`: how often neighbouring samples of the window differ, or fall.
///
/// Counted once for all samples of a series: a window's count is the difference of two.
final class Transitions implements WindowFunction.Total {
  /// How many there are up to each sample, with the one before it.
  private final int[] upTo;

  /// Whether there is a transition from the sample before to one.
  @FunctionalInterface
  interface Test {
    /// @param at index of the later sample, above 0
    boolean holds(Samples samples, int at);
  }

  Transitions(Samples samples, Test test) {
    upTo = new int[samples.size()];
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] = upTo[i - 1] + (test.holds(samples, i) ? 1 : 0);
    }
  }

  /// @param samples those that were counted
  @Override
  public double evaluate(Samples samples, int from, int to) {
    return upTo[to - 1] - upTo[from];
  }

  static boolean isChange(Samples samples, int at) {
    double before = samples.value(at - 1);
    double value = samples.value(at);
    return value != before && !(Double.isNaN(value) && Double.isNaN(before));
  }

  static boolean isReset(Samples samples, int at) {
    return samples.value(at) < samples.value(at - 1);
  }

  /// A reset, or a count that began between the two.
  static boolean isResetOrStart(Samples samples, int at) {
    return isReset(samples, at) || StartTimestamps.reset(samples, at);
  }
}
