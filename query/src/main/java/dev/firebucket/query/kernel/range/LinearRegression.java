package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;

/// `deriv` and `predict_linear`: the least squares line through the samples of the window.
///
/// @param predict whether the answer is the line's value some seconds after the evaluation, not its
///   slope
record LinearRegression(boolean predict) implements WindowFunction {
  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    if (window.size() < 2) {
      return;
    }
    Samples samples = window.samples();
    // Times are taken relative to one near by: squares of milliseconds since 1970 lose digits.
    long origin = predict ? evaluationMillis : samples.time(window.from());
    Line line = fit(samples, window.from(), window.to(), origin);
    out.set(step, predict ? line.slope * parameter + line.intercept : line.slope);
  }

  private record Line(double slope, double intercept) {}

  private static Line fit(Samples samples, int from, int to, long origin) {
    KahanSum x = new KahanSum(0);
    KahanSum y = new KahanSum(0);
    KahanSum xy = new KahanSum(0);
    KahanSum xx = new KahanSum(0);
    double first = samples.value(from);
    boolean constant = true;
    for (int i = from; i < to; i++) {
      double value = samples.value(i);
      constant = constant && (i == from || value == first);
      double time = (samples.time(i) - origin) / 1e3;
      x.add(time);
      y.add(value);
      xy.add(time * value);
      xx.add(time * time);
    }
    if (constant) {
      return Double.isInfinite(first) ? new Line(Double.NaN, Double.NaN) : new Line(0, first);
    }
    double n = to - from;
    double covariance = xy.total() - x.total() * y.total() / n;
    double variance = xx.total() - x.total() * x.total() / n;
    double slope = covariance / variance;
    return new Line(slope, y.total() / n - slope * x.total() / n);
  }
}
