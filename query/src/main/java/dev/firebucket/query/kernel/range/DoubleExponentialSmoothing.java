package dev.firebucket.query.kernel.range;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import java.util.List;
import java.util.Locale;

/// `double_exponential_smoothing`: the samples of the window smoothed twice, by level and by trend
/// (Holt's method).
final class DoubleExponentialSmoothing implements WindowFunction {
  private final Grid smoothing;
  private final Grid trend;

  /// @param parameters the smoothing factor and the trend factor at each step, both in (0, 1)
  DoubleExponentialSmoothing(List<Grid> parameters) {
    this.smoothing = parameters.get(0);
    this.trend = parameters.get(1);
  }

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    double level = checked("smoothing", "sf", smoothing.value(step));
    double slope = checked("trend", "tf", trend.value(step));
    if (window.size() >= 2) {
      out.set(step, smoothed(window.samples(), window.from(), window.to(), level, slope));
    }
  }

  private static double smoothed(
      Samples samples, int from, int to, double smoothing, double trend) {
    double previous = 0;
    double current = samples.value(from);
    double slope = samples.value(from + 1) - current;
    for (int i = from + 1; i < to; i++) {
      if (i > from + 1) {
        slope = trend * (current - previous) + (1 - trend) * slope;
      }
      double next = smoothing * samples.value(i) + (1 - smoothing) * (current + slope);
      previous = current;
      current = next;
    }
    return current;
  }

  private static double checked(String factor, String symbol, double value) {
    if (value <= 0 || value >= 1) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "invalid %s factor. Expected: 0 < %s < 1, got: %s"
              .formatted(factor, symbol, fixed(value)),
          null);
    }
    return value;
  }

  /// Six digits behind the point, as Go's `%f`.
  private static String fixed(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return String.format(Locale.ROOT, "%f", value);
  }
}
