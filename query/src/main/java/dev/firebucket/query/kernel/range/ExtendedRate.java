package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.WindowReach;

/// `rate`, `increase` and `delta` of an `anchored` or `smoothed` window: the difference between its
/// edges, not extrapolated (`extendedRate` in `promql/functions.go`).
///
/// @param reach of the window
/// @param extrapolation of which only the kind of rate and the window count
record ExtendedRate(WindowReach reach, Extrapolation extrapolation) implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    WindowEdges.of(window, reach)
        .ifPresent(edges -> out.set(step, difference(window.samples(), edges, window.from())));
  }

  private double difference(Samples samples, WindowEdges edges, int oldest) {
    boolean counter = extrapolation.counter();
    double left = edges.left(samples, counter);
    double right = edges.right(samples, oldest, counter);
    double difference = right - left;
    if (counter) {
      // Samples on the edges and beyond have had their say in what the values there are.
      int from = edges.inside(samples);
      difference += lostInResets(samples, from, edges.insideTo(samples), left, right);
    }
    return extrapolation.perSecond()
        ? difference / (extrapolation.windowMillis() / 1000.0)
        : difference;
  }

  /// What the counter had reached before each reset.
  private static double lostInResets(Samples samples, int from, int to, double left, double right) {
    double lost = 0;
    double before = left;
    for (int i = from; i < to; i++) {
      double value = samples.value(i);
      if (value < before) {
        lost += before;
      }
      before = value;
    }
    return right < before ? lost + before : lost;
  }
}
