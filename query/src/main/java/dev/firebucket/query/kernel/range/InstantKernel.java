package dev.firebucket.query.kernel.range;

import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.StaleMarker;

/// Fills the grid of an instant selector: at each step the newest sample in `(reference - lookback,
/// reference]`, unless it is a stale marker.
///
/// @param lookbackMillis how old the sample may be, exclusive
/// @param reference where it looks
/// @param reading what of the sample
/// @param steps of the grid
public record InstantKernel(
    long lookbackMillis, ReferenceTime reference, SampleReading reading, Steps steps) {

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
        read(samples, next - 1, step, out);
      }
    }
    return out.build();
  }

  private void read(Samples samples, int index, int step, GridBuilder out) {
    switch (reading) {
      case VALUE -> out.copy(samples, index, step);
      case TIME -> out.set(step, samples.time(index) / 1000.0);
      case START -> out.set(step, samples.startTimestamp(index) / 1000.0);
      case FLOAT_TIME -> {
        if (samples.histogram(index) == null) {
          out.set(step, (double) samples.time(index));
        } else {
          out.copy(samples, index, step);
        }
      }
    }
  }
}
