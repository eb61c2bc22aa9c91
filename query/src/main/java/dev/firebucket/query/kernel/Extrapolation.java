package dev.firebucket.query.kernel;

/// How much longer a window is than the time between its first and its last sample, by what its
/// samples let expect (`extrapolatedRate` in `promql/functions.go`).
///
/// @param windowMillis length of the window
/// @param counter whether it never falls below zero
/// @param perSecond whether the answer is per second
record Extrapolation(long windowMillis, boolean counter, boolean perSecond) {
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
    double sampled = (lastTime - samples.startTimestamp(window.from())) / 1000.0;
    double toEnd = (window.endMillis() - lastTime) / 1000.0;
    if (toEnd >= average * 1.1) {
      toEnd = average / 2;
    }
    double factor = sampled == 0 ? 1 : (sampled + 0 + toEnd) / sampled;
    return perSecond ? factor / (windowMillis / 1000.0) : factor;
  }

  /// What to multiply the difference of the last and the first sample with.
  ///
  /// @param window holds two samples at least
  /// @param firstValue the value of its first sample, the count of a histogram
  /// @param difference of its last and its first sample
  double factor(SampleWindow window, double firstValue, double difference) {
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
