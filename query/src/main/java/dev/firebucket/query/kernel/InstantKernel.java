package dev.firebucket.query.kernel;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.StaleMarker;

/// Fills the grid of an instant selector: at each step the newest sample in `(reference - lookback,
/// reference]`, unless it is a stale marker.
///
/// @param lookbackMillis how old the sample may be, exclusive
/// @param reference where it looks
/// @param timestamps whether the value is the sample's time in seconds
/// @param steps of the grid
public record InstantKernel(
    long lookbackMillis, ReferenceTime reference, boolean timestamps, Steps steps) {

  /// The grid of one series.
  public Grid apply(Samples samples) {
    GridBuilder out = new GridBuilder(steps);
    int next = 0;
    for (int step = 0; step < steps.count(); step++) {
      long end = reference.at(steps.time(step));
      while (next < samples.size() && samples.time(next) <= end) {
        next++;
      }
      if (next == 0) {
        continue;
      }
      long time = samples.time(next - 1);
      double value = samples.value(next - 1);
      if (time > end - lookbackMillis && !StaleMarker.is(value)) {
        FloatHistogram histogram = timestamps ? null : samples.histogram(next - 1);
        if (histogram == null) {
          out.set(step, timestamps ? time / 1000.0 : value);
        } else {
          out.set(step, histogram);
        }
      }
    }
    return out.build();
  }
}
