package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.WindowReach;

/// `changes` and `resets` of an `anchored` window: counted from the newest sample at or before its
/// start (`pickFirstSampleIndices` in `promql/functions.go`).
///
/// @param reach of the window
/// @param count of the transitions among samples
record AnchoredTransitions(WindowReach reach, WindowFunction.Total count)
    implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    Samples samples = window.samples();
    long start = window.startMillis() + reach.beforeMillis();
    int last = window.to() - 1;
    if (samples.time(last) <= start) {
      return;
    }
    int first = window.from();
    while (first < last && samples.time(first + 1) <= start) {
      first++;
    }
    out.set(step, count.evaluate(samples, first, window.to()));
  }
}
