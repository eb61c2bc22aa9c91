package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.WindowReach;
import java.util.Optional;

/// The samples used as edges of an extended window, by index in their series.
///
/// @param first the newest sample at or before the start where there is one, else the oldest
/// @param last the newest sample; where the window is smoothed the oldest at or after its end, if
///   there is one
/// @param startMillis of the window itself
/// @param endMillis of the window itself
/// @param smoothed whether values at the edges are interpolated
record WindowEdges(int first, int last, long startMillis, long endMillis, boolean smoothed) {

  /// The edges of a window that holds all samples within reach; empty where it has nothing to
  /// measure: all samples are before it, or all behind it.
  static Optional<WindowEdges> of(SampleWindow window, WindowReach reach) {
    Samples samples = window.samples();
    return of(
            samples,
            window.from(),
            window.to() - 1,
            window.startMillis() + reach.beforeMillis(),
            window.endMillis() - reach.afterMillis(),
            reach.kind() == WindowReach.Kind.SMOOTHED)
        .filter(edges -> !edges.smoothed || samples.time(edges.first) <= edges.endMillis);
  }

  /// The edges among the samples from `oldest` to `newest`, of which there is one at least; empty
  /// where all samples are before the window.
  static Optional<WindowEdges> of(
      Samples samples, int oldest, int newest, long startMillis, long endMillis, boolean smoothed) {
    int first = oldest;
    while (first + 1 < newest && samples.time(first + 1) <= startMillis) {
      first++;
    }
    int last = newest;
    while (smoothed && last > oldest && samples.time(last - 1) >= endMillis) {
      last--;
    }
    return samples.time(last) <= startMillis
        ? Optional.empty()
        : Optional.of(new WindowEdges(first, last, startMillis, endMillis, smoothed));
  }

  /// The value at the start of the window.
  ///
  /// @param counter whether values that fall are resets
  double left(Samples samples, boolean counter) {
    return interpolatesStart(samples)
        ? Interpolation.between(samples, first, startMillis, counter)
        : samples.value(first);
  }

  /// The value at the end of the window.
  ///
  /// @param oldest index of the oldest sample within reach
  /// @param counter whether values that fall are resets
  double right(Samples samples, int oldest, boolean counter) {
    return interpolatesEnd(samples, oldest)
        ? Interpolation.between(samples, last - 1, endMillis, counter)
        : samples.value(last);
  }

  /// The first sample strictly inside the window, by index.
  int inside(Samples samples) {
    return samples.time(first) <= startMillis ? first + 1 : first;
  }

  /// The index after the last sample strictly inside the window.
  int insideTo(Samples samples) {
    return samples.time(last) >= endMillis ? last : last + 1;
  }

  /// Whether the value at the start lies between the first sample and the next one.
  boolean interpolatesStart(Samples samples) {
    return smoothed && samples.time(first) < startMillis;
  }

  /// Whether the value at the end lies between the last sample and the one before it.
  ///
  /// @param oldest index of the oldest sample within reach
  boolean interpolatesEnd(Samples samples, int oldest) {
    return smoothed && last > oldest && samples.time(last) > endMillis;
  }
}
