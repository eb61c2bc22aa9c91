package dev.firebucket.query.kernel.range;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.WindowReach;

/// The samples of a bare `x[5m] anchored` or `x[5m] smoothed`: one on each edge of the window, and
/// those between (`extendFloats` in `promql/engine.go`).
public final class ExtendedSamples {
  private ExtendedSamples() {}

  /// The samples of the window `(startMillis, endMillis]`.
  ///
  /// @param samples of the window and all within reach, without stale markers
  /// @throws PromqlException for histograms, which Prometheus does not extend either
  public static Samples of(Samples samples, WindowReach reach, long startMillis, long endMillis) {
    if (samples.size() == 0) {
      return samples;
    }
    for (int i = 0; samples.hasHistograms() && i < samples.size(); i++) {
      if (samples.histogram(i) != null) {
        throw new PromqlException(
            PromqlException.Type.EXECUTION,
            reach.kind().keyword() + " modifier is not supported with histograms",
            null);
      }
    }
    boolean smoothed = reach.kind() == WindowReach.Kind.SMOOTHED;
    return WindowEdges.of(samples, 0, samples.size() - 1, startMillis, endMillis, smoothed)
        .map(edges -> withEdges(samples, edges))
        .orElseGet(() -> new Samples(new long[0], new double[0], 0));
  }

  private static Samples withEdges(Samples samples, WindowEdges edges) {
    int from = edges.inside(samples);
    int count = Math.max(edges.insideTo(samples) - from, 0);
    long[] times = new long[count + 2];
    double[] values = new double[count + 2];
    times[0] = edges.startMillis();
    values[0] = edges.left(samples, false);
    for (int i = 0; i < count; i++) {
      times[i + 1] = samples.time(from + i);
      values[i + 1] = samples.value(from + i);
    }
    times[count + 1] = edges.endMillis();
    values[count + 1] = edges.right(samples, 0, false);
    return new Samples(times, values, count + 2);
  }
}
