package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import java.util.Arrays;

/// `rate`, `increase` and `delta`: the difference over the window, corrected for counter resets and
/// extrapolated to its edges (`extrapolatedRate` in `promql/functions.go`).
final class ExtrapolatedRate implements WindowFunction {
  private final Extrapolation extrapolation;

  /// Indexes of the samples that are lower than the one before, rising; resets are rare, so that a
  /// window is computed from its ends and these alone.
  private final int[] resets;

  private final int resetCount;
  private int firstReset;

  ExtrapolatedRate(Samples samples, Extrapolation extrapolation) {
    this.extrapolation = extrapolation;
    int[] found = new int[4];
    int count = 0;
    for (int i = 1; extrapolation.counter() && i < samples.size(); i++) {
      if (samples.value(i) < samples.value(i - 1)) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = i;
      }
    }
    this.resets = found;
    this.resetCount = count;
  }

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    if (window.size() < 2) {
      return;
    }
    Samples samples = window.samples();
    int first = window.from();
    int last = window.to() - 1;
    double difference = samples.value(last) - samples.value(first);
    while (firstReset < resetCount && resets[firstReset] <= first) {
      firstReset++;
    }
    for (int i = firstReset; i < resetCount && resets[i] <= last; i++) {
      difference += samples.value(resets[i] - 1);
    }
    out.set(step, difference * extrapolation.factor(window, samples.value(first), difference));
  }
}
