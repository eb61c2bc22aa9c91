package dev.firebucket.ingest.scrape;

import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;

/// Samples of a scrape that has not been read to its end.
final class PendingSamples {
  private SeriesMemory[] series = new SeriesMemory[256];
  private long[] times = new long[256];
  private double[] values = new double[256];
  private int size;

  void add(SeriesMemory one, long time, double value) {
    if (size == times.length) {
      series = Arrays.copyOf(series, size * 2);
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    series[size] = one;
    times[size] = time;
    values[size] = value;
    size++;
  }

  /// Takes all samples that continue their series, in order of arrival.
  void takeInto(SampleBatch batch) {
    for (int i = 0; i < size; i++) {
      if (series[i].continuation(times[i], values[i]) == SeriesMemory.Continuation.NEWER) {
        series[i].take(times[i], values[i]);
        batch.append(series[i].labels, times[i], values[i]);
      }
    }
  }
}
