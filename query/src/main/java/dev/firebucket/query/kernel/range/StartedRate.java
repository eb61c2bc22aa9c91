package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;

/// `rate` and `increase` where it is known since when samples count: a count that began between two
/// samples is a reset, one that began inside the window has its zero there (`extrapolatedRate` in
/// `promql/functions.go`).
///
/// @param remarks of the series
record StartedRate(Extrapolation extrapolation, Remarks remarks) implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    Samples samples = window.samples();
    int first = window.from();
    boolean begins = StartTimestamps.beginsInside(samples, first, window.startMillis());
    double difference = samples.value(window.to() - 1) - samples.value(first);
    for (int i = first + 1; i < window.to(); i++) {
      double before = samples.value(i - 1);
      if (samples.value(i) < before || StartTimestamps.reset(samples, i)) {
        difference += before;
      }
    }
    if (StartTimestamps.anyOverlap(samples, first, window.to())) {
      remarks.addStartOverlap();
    }
    if (begins) {
      difference += samples.value(first);
      out.set(step, difference * extrapolation.factorSinceStart(window));
    } else if (window.size() > 1) {
      out.set(step, difference * extrapolation.factor(window, samples.value(first), difference));
    }
  }
}
