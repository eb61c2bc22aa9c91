package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a batch in the order of the file, as columns: sorted by series and time, each
/// (series, time) once.
final class SortedSamples {
  private final List<EncodedSeries> series;

  /// The index of each series in the batch.
  private final int[] arrivals;

  /// The index of each row's series in [#series].
  private final int[] seriesOfRow;

  private final long[] timestamps;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private int rows;

  private SortedSamples(
      List<EncodedSeries> series,
      int[] arrivals,
      int capacity,
      boolean withHistograms,
      boolean withStarts) {
    this.series = series;
    this.arrivals = arrivals;
    this.seriesOfRow = new int[capacity];
    this.timestamps = new long[capacity];
    this.values = new double[capacity];
    this.histograms = withHistograms ? new FloatHistogram[capacity] : null;
    this.startTimestamps = withStarts ? new long[capacity] : null;
  }

  /// Sorts a batch; of samples of one series at the same time the one appended last wins.
  static SortedSamples of(SampleBatch batch) {
    record Column(EncodedSeries key, SampleBatch.Series samples, int arrival) {}
    List<Column> columns = new ArrayList<>(batch.series().size());
    boolean withHistograms = false;
    boolean withStarts = false;
    for (SampleBatch.Series samples : batch.series()) {
      if (samples.size() > 0) {
        columns.add(new Column(EncodedSeries.of(samples.labels()), samples, columns.size()));
        withHistograms |= samples.hasHistograms();
        withStarts |= samples.hasStartTimestamps();
      }
    }
    columns.sort(Comparator.comparing(Column::key));
    SortedSamples sorted =
        new SortedSamples(
            columns.stream().map(Column::key).toList(),
            columns.stream().mapToInt(Column::arrival).toArray(),
            batch.sampleCount(),
            withHistograms,
            withStarts);
    for (int i = 0; i < columns.size(); i++) {
      sorted.append(i, columns.get(i).samples());
    }
    return sorted;
  }

  private void append(int seriesIndex, SampleBatch.Series samples) {
    if (isAscending(samples)) {
      for (int i = 0; i < samples.size(); i++) {
        appendRow(seriesIndex, samples, i);
      }
      return;
    }
    List<Integer> order =
        IntStream.range(0, samples.size())
            .boxed()
            .sorted(Comparator.comparingLong(samples::timestamp))
            .toList();
    for (int i = 0; i < order.size(); i++) {
      boolean lastOfItsTime =
          i + 1 == order.size()
              || samples.timestamp(order.get(i)) != samples.timestamp(order.get(i + 1));
      if (lastOfItsTime) {
        appendRow(seriesIndex, samples, order.get(i));
      }
    }
  }

  private static boolean isAscending(SampleBatch.Series samples) {
    for (int i = 1; i < samples.size(); i++) {
      if (samples.timestamp(i - 1) >= samples.timestamp(i)) {
        return false;
      }
    }
    return true;
  }

  private void appendRow(int seriesIndex, SampleBatch.Series samples, int index) {
    seriesOfRow[rows] = seriesIndex;
    timestamps[rows] = samples.timestamp(index);
    values[rows] = samples.value(index);
    if (histograms != null) {
      histograms[rows] = samples.histogram(index);
    }
    if (startTimestamps != null) {
      startTimestamps[rows] = samples.startTimestamp(index);
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  EncodedSeries series(int index) {
    return series.get(index);
  }

  /// All series, in order.
  List<EncodedSeries> series() {
    return series;
  }

  /// The index of a row's series.
  int seriesOfRow(int row) {
    return seriesOfRow[row];
  }

  long timestamp(int row) {
    return timestamps[row];
  }

  double value(int row) {
    return values[row];
  }

  boolean hasHistograms() {
    return histograms != null;
  }

  @Nullable FloatHistogram histogram(int row) {
    return histograms == null ? null : histograms[row];
  }

  boolean hasStartTimestamps() {
    return startTimestamps != null;
  }

  /// [SampleBatch#NO_START] if it is unknown.
  long startTimestamp(int row) {
    return startTimestamps == null ? SampleBatch.NO_START : startTimestamps[row];
  }

  /// The series with the time of their samples, in the order of the batch.
  List<SeriesSpan> spans() {
    SeriesSpan[] spans = new SeriesSpan[series.size()];
    for (int from = 0, to; from < rows; from = to) {
      for (to = from + 1; to < rows && seriesOfRow[to] == seriesOfRow[from]; to++) {
        // To the end of the series.
      }
      EncodedSeries one = series.get(seriesOfRow[from]);
      spans[arrivals[seriesOfRow[from]]] =
          new SeriesSpan(one.id(), one.labelSet(), timestamps[from], timestamps[to - 1]);
    }
    return List.of(spans);
  }

  long firstMillis() {
    return Arrays.stream(timestamps, 0, rows).min().orElseThrow();
  }

  long lastMillis() {
    return Arrays.stream(timestamps, 0, rows).max().orElseThrow();
  }
}
