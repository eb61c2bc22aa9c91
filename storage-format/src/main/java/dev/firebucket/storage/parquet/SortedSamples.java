package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of some batches in the order of the file, in columns: sorted by series and time, each
/// (series, time) once.
///
/// This is the second and last time that a sample is laid into columns: the rows of the batches go
/// straight to their places.
///
/// @param columns the rows
/// @param found the series, a run of the rows each
record SortedSamples(SampleColumns columns, SeriesOfBatches found) {
  /// Sorts all samples; of samples of one series at the same time the one appended last wins.
  ///
  /// @param known what files say of series
  static SortedSamples of(List<SampleBatch> batches, EncodedSeriesCache known) {
    SeriesOfBatches found = SeriesOfBatches.of(batches, known);
    return new SortedSamples(byTime(laid(batches, found)), found);
  }

  /// The rows series by series, within a series in order of arrival.
  private static SampleColumns laid(List<SampleBatch> batches, SeriesOfBatches found) {
    int rows = found.rows();
    long[] timestamps = new long[rows];
    double[] values = new double[rows];
    @Nullable FloatHistogram[] histograms =
        batches.stream().anyMatch(SampleBatch::hasHistograms) ? new FloatHistogram[rows] : null;
    long[] starts =
        batches.stream().anyMatch(SampleBatch::hasStartTimestamps) ? new long[rows] : null;
    int[] next = found.firstRows();
    int arrival = 0;
    for (SampleBatch batch : batches) {
      for (int row = 0; row < batch.sampleCount(); row++) {
        int to = next[found.placeOfRow(arrival++)]++;
        timestamps[to] = batch.timestamp(row);
        values[to] = batch.value(row);
        if (histograms != null) {
          histograms[to] = batch.histogram(row);
        }
        if (starts != null) {
          starts[to] = batch.startTimestamp(row);
        }
      }
    }
    SampleColumns laid = new SampleColumns(timestamps, values, histograms, starts);
    for (int place = 0; place < next.length; place++) {
      laid.addRun(found.sorted().get(place).key(), next[place]);
    }
    return laid;
  }

  private static SampleColumns byTime(SampleColumns laid) {
    if (laid.isInOrder()) {
      return laid;
    }
    SampleColumns sorted = new SampleColumns(laid.rows());
    for (int run = 0; run < laid.runs(); run++) {
      sorted.startRun(laid.series(run));
      sorted.append(laid, laid.from(run), laid.to(run));
      sorted.endRun();
    }
    return sorted;
  }

  int rows() {
    return columns.rows();
  }

  /// The series with the time of their samples, in the order of the batch.
  List<SeriesSpan> spans() {
    SeriesSpan[] spans = new SeriesSpan[columns.runs()];
    for (int run = 0; run < spans.length; run++) {
      EncodedSeries series = found.sorted().get(run);
      spans[found.arrivals()[run]] =
          new SeriesSpan(
              series.key().id(),
              series.labelSet(),
              columns.timestamp(columns.from(run)),
              columns.timestamp(columns.to(run) - 1));
    }
    return List.of(spans);
  }

  long firstMillis() {
    return Arrays.stream(columns.timestamps(), 0, rows()).min().orElseThrow();
  }

  long lastMillis() {
    return Arrays.stream(columns.timestamps(), 0, rows()).max().orElseThrow();
  }
}
