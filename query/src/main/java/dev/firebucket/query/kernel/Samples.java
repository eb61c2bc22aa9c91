package dev.firebucket.query.kernel;

import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;

/// The float samples of one series, in order of time, each time once.
public final class Samples {
  private final long[] times;
  private final double[] values;
  private final int size;

  /// @param times milliseconds, rising; both arrays may be longer than `size`
  public Samples(long[] times, double[] values, int size) {
    this.times = times;
    this.values = values;
    this.size = size;
  }

  /// The present steps of a grid as samples: what a subquery hands to a range function.
  public static Samples of(Grid grid) {
    long[] times = new long[grid.presentCount()];
    double[] values = new double[grid.presentCount()];
    int size = 0;
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      times[size] = grid.steps().time(step);
      values[size++] = grid.value(step);
    }
    return new Samples(times, values, size);
  }

  public int size() {
    return size;
  }

  public long time(int index) {
    return times[index];
  }

  public double value(int index) {
    return values[index];
  }

  /// These samples without stale markers: range selectors pass over them.
  public Samples withoutStaleMarkers() {
    int first = 0;
    while (first < size && !StaleMarker.is(values[first])) {
      first++;
    }
    if (first == size) {
      return this;
    }
    long[] keptTimes = Arrays.copyOf(times, size);
    double[] keptValues = Arrays.copyOf(values, size);
    int kept = first;
    for (int i = first; i < size; i++) {
      if (!StaleMarker.is(values[i])) {
        keptTimes[kept] = times[i];
        keptValues[kept++] = values[i];
      }
    }
    return new Samples(keptTimes, keptValues, kept);
  }

  /// The samples in `(afterMillis, upToMillis]`, a copy.
  public Samples between(long afterMillis, long upToMillis) {
    int from = firstAfter(afterMillis);
    int to = firstAfter(upToMillis);
    return new Samples(
        Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to), to - from);
  }

  private int firstAfter(long millis) {
    int at = Arrays.binarySearch(times, 0, size, millis);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
