package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;

/// How much longer a window is than the time between its first and its last sample, by what its
/// samples let expect (`extrapolatedRate` in `promql/functions.go`).
///
/// Created for each series, because it remembers the last window: where samples come as regularly
/// as steps do, the next one has its samples at the same places.
final class Extrapolation {
  private final long windowMillis;
  private final boolean counter;
  private final boolean perSecond;

  private int size;
  private long toStartMillis = Long.MIN_VALUE;
  private long toEndMillis;
  private long sampledMillis;
  private double toStart;
  private double toEnd;
  private double sampled;
  private double factor;

  /// @param windowMillis length of the window
  /// @param counter whether it never falls below zero
  /// @param perSecond whether the answer is per second
  Extrapolation(long windowMillis, boolean counter, boolean perSecond) {
    this.windowMillis = windowMillis;
    this.counter = counter;
    this.perSecond = perSecond;
  }

  long windowMillis() {
    return windowMillis;
  }

  boolean counter() {
    return counter;
  }

  boolean perSecond() {
    return perSecond;
  }

  /// The same where the count began inside the window, so that its zero is known: nothing is added
  /// before.
  ///
  /// @param window holds one sample at least
  double factorSinceStart(SampleWindow window) {
    Samples samples = window.samples();
    long lastTime = samples.time(window.to() - 1);
    int intervals = window.size() - 1;
    double average =
        intervals == 0 ? 0 : (lastTime - samples.time(window.from())) / 1000.0 / intervals;
    double sinceStart = (lastTime - samples.startTimestamp(window.from())) / 1000.0;
    double afterLast = (window.endMillis() - lastTime) / 1000.0;
    if (afterLast >= average * 1.1) {
      afterLast = average / 2;
    }
    return sinceStart == 0 ? perSecond(1) : perSecond((sinceStart + 0 + afterLast) / sinceStart);
  }

  /// What to multiply the difference of the last and the first sample with.
  ///
  /// @param window holds two samples at least
  /// @param firstValue the value of its first sample, the count of a histogram
  /// @param difference of its last and its first sample
  double factor(SampleWindow window, double firstValue, double difference) {
    measure(window);
    if (counter && difference > 0 && firstValue >= 0) {
      // A counter is never below zero: do not extrapolate past its zero point.
      double toZero = sampled * (firstValue / difference);
      if (toZero < toStart) {
        return perSecond((sampled + toZero + toEnd) / sampled);
      }
    }
    return factor;
  }

  /// Keeps what follows from the places of the first and the last sample alone.
  private void measure(SampleWindow window) {
    Samples samples = window.samples();
    long firstTime = samples.time(window.from());
    long lastTime = samples.time(window.to() - 1);
    long beforeFirst = firstTime - window.startMillis();
    long afterLast = window.endMillis() - lastTime;
    long between = lastTime - firstTime;
    if (beforeFirst == toStartMillis
        && afterLast == toEndMillis
        && between == sampledMillis
        && window.size() == size) {
      return;
    }
    toStartMillis = beforeFirst;
    toEndMillis = afterLast;
    sampledMillis = between;
    size = window.size();
    sampled = between / 1000.0;
    double average = sampled / (size - 1);
    // A sample was to be expected within a tenth more than the usual distance: where there is none,
    // the series begins or ends inside the window, half a distance from its last sample.
    double threshold = average * 1.1;
    double first = beforeFirst / 1000.0;
    double last = afterLast / 1000.0;
    toStart = first >= threshold ? average / 2 : first;
    toEnd = last >= threshold ? average / 2 : last;
    factor = perSecond((sampled + toStart + toEnd) / sampled);
  }

  private double perSecond(double ofWindow) {
    return perSecond ? ofWindow / (windowMillis / 1000.0) : ofWindow;
  }
}
