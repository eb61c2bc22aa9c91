package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;

/// `irate` and `idelta`: the difference of the last two samples of the window.
///
/// @param counter whether it is `irate`: resets are corrected, the answer is per second
/// @param starts whether a start between the two is a reset
record InstantRate(boolean counter, boolean starts) implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    if (window.size() < 2) {
      return;
    }
    Samples samples = window.samples();
    int last = window.to() - 1;
    double value = samples.value(last);
    double before = samples.value(last - 1);
    boolean reset = counter && (value < before || (starts && StartTimestamps.reset(samples, last)));
    double difference = reset ? value : value - before;
    if (counter) {
      difference /= (samples.time(last) - samples.time(last - 1)) / 1000.0;
    }
    out.set(step, difference);
  }
}
