package dev.firebucket.query.kernel;

import java.util.Arrays;

/// `rate`, `increase` and `delta`: the difference over the window, corrected for counter resets and
/// extrapolated to its edges (`extrapolatedRate` in `promql/functions.go`).
final class ExtrapolatedRate implements WindowFunction {
  private final long windowMillis;
  private final boolean counter;
  private final boolean perSecond;

  /// Indexes of the samples that are lower than the one before, rising; resets are rare, so that a
  /// window is computed from its ends and these alone.
  private final int[] resets;

  private final int resetCount;
  private int firstReset;

  ExtrapolatedRate(Samples samples, long windowMillis, boolean counter, boolean perSecond) {
    this.windowMillis = windowMillis;
    this.counter = counter;
    this.perSecond = perSecond;
    int[] found = new int[4];
    int count = 0;
    for (int i = 1; counter && i < samples.size(); i++) {
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
    out.set(step, difference * factor(window, difference));
  }

  private double factor(SampleWindow window, double difference) {
    Samples samples = window.samples();
    long firstTime = samples.time(window.from());
    long lastTime = samples.time(window.to() - 1);
    double toStart = (firstTime - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - lastTime) / 1000.0;
    double sampled = (lastTime - firstTime) / 1000.0;
    double average = sampled / (window.size() - 1);
    // A sample was to be expected within a tenth more than the usual distance: where there is none,
    // the series begins or ends inside the window, half a distance from its last sample.
    double threshold = average * 1.1;
    if (toStart >= threshold) {
      toStart = average / 2;
    }
    double firstValue = samples.value(window.from());
    if (counter && difference > 0 && firstValue >= 0) {
      // A counter is never below zero: do not extrapolate past its zero point.
      double toZero = sampled * (firstValue / difference);
      if (toZero < toStart) {
        toStart = toZero;
      }
    }
    if (toEnd >= threshold) {
      toEnd = average / 2;
    }
    double factor = (sampled + toStart + toEnd) / sampled;
    return perSecond ? factor / (windowMillis / 1000.0) : factor;
  }
}
