package dev.firebucket.ingest.scrape;

import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;

/// Samples of a scrape that has not been read to its end, in the batch that will be stored.
final class PendingSamples {
  private final SampleBatch batch = new SampleBatch();

  /// Of each row, its series.
  private SeriesMemory[] series = new SeriesMemory[256];

  void add(SeriesMemory one, long time, double value) {
    int row = batch.sampleCount();
    if (row == series.length) {
      series = Arrays.copyOf(series, row * 2);
    }
    series[row] = one;
    batch.append(one.labels, time, value);
  }

  /// Takes all samples that continue their series, in order of arrival.
  SampleBatch take() {
    batch.keepIf(
        row -> {
          SeriesMemory one = series[row];
          long time = batch.timestamp(row);
          double value = batch.value(row);
          boolean newer = one.continuation(time, value) == SeriesMemory.Continuation.NEWER;
          if (newer) {
            one.take(time, value);
          }
          return newer;
        });
    return batch;
  }
}
