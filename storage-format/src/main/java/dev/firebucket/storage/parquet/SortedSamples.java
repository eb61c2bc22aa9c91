package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of some batches in the order of the file, in columns: sorted by series and time, each
/// (series, time) once.
///
/// This is the second and last time that a sample is laid into columns: the rows of the batches go
/// straight to their places.
final class SortedSamples {
  private final List<EncodedSeries> series;

  /// The place of each series in order of arrival.
  private final int[] arrivals;

  /// The index of each row's series in [#series].
  private final int[] seriesOfRow;

  private final long[] timestamps;
  private final double[] values;
  private final @Nullable FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private int rows;

  private SortedSamples(SeriesOfBatches found, boolean withHistograms, boolean withStarts) {
    this.series = found.sorted();
    this.arrivals = found.arrivals();
    this.rows = found.rows();
    this.seriesOfRow = new int[rows];
    this.timestamps = new long[rows];
    this.values = new double[rows];
    this.histograms = withHistograms ? new FloatHistogram[rows] : null;
    this.startTimestamps = withStarts ? new long[rows] : null;
  }

  /// Sorts all samples; of samples of one series at the same time the one appended last wins.
  static SortedSamples of(List<SampleBatch> batches) {
    SeriesOfBatches found = SeriesOfBatches.of(batches);
    SortedSamples sorted =
        new SortedSamples(
            found,
            batches.stream().anyMatch(SampleBatch::hasHistograms),
            batches.stream().anyMatch(SampleBatch::hasStartTimestamps));
    int[] next = found.firstRows();
    int arrival = 0;
    for (SampleBatch batch : batches) {
      for (int row = 0; row < batch.sampleCount(); row++) {
        int place = found.placeOfRow(arrival++);
        sorted.lay(batch, row, next[place]++, place);
      }
    }
    sorted.sortByTime(found.firstRows());
    return sorted;
  }

  private void lay(SampleBatch batch, int from, int to, int place) {
    seriesOfRow[to] = place;
    timestamps[to] = batch.timestamp(from);
    values[to] = batch.value(from);
    if (histograms != null) {
      histograms[to] = batch.histogram(from);
    }
    if (startTimestamps != null) {
      startTimestamps[to] = batch.startTimestamp(from);
    }
  }

  /// Orders the rows of each series whose samples did not come in order of time, and closes the
  /// gaps that repeated times leave.
  private void sortByTime(int[] firstRows) {
    int end = rows;
    int kept = 0;
    for (int place = 0; place < firstRows.length; place++) {
      int from = firstRows[place];
      int to = place + 1 == firstRows.length ? end : firstRows[place + 1];
      if (isAscending(from, to)) {
        for (int row = from; row < to; row++) {
          move(row, kept++);
        }
      } else {
        kept = sortSeries(from, to, kept);
      }
    }
    rows = kept;
  }

  private boolean isAscending(int from, int to) {
    for (int row = from + 1; row < to; row++) {
      if (timestamps[row - 1] >= timestamps[row]) {
        return false;
      }
    }
    return true;
  }

  private void move(int from, int to) {
    if (from == to) {
      return;
    }
    seriesOfRow[to] = seriesOfRow[from];
    timestamps[to] = timestamps[from];
    values[to] = values[from];
    if (histograms != null) {
      histograms[to] = histograms[from];
    }
    if (startTimestamps != null) {
      startTimestamps[to] = startTimestamps[from];
    }
  }

  /// Sorts the rows of one series, the later ones over the earlier ones of their time.
  ///
  /// @param target where its first row goes, at or before `from`
  /// @return where the first row of the next series goes
  private int sortSeries(int from, int to, int target) {
    long[] times = Arrays.copyOfRange(timestamps, from, to);
    double[] numbers = Arrays.copyOfRange(values, from, to);
    @Nullable FloatHistogram[] sketches =
        histograms == null ? null : Arrays.copyOfRange(histograms, from, to);
    long[] starts = startTimestamps == null ? null : Arrays.copyOfRange(startTimestamps, from, to);
    List<Integer> order =
        IntStream.range(0, to - from)
            .boxed()
            .sorted(Comparator.comparingLong(row -> times[row]))
            .toList();
    int place = seriesOfRow[from];
    int row = target;
    for (int i = 0; i < order.size(); i++) {
      int source = order.get(i);
      boolean isRepeated = i + 1 < order.size() && times[source] == times[order.get(i + 1)];
      if (!isRepeated) {
        seriesOfRow[row] = place;
        timestamps[row] = times[source];
        values[row] = numbers[source];
        if (histograms != null && sketches != null) {
          histograms[row] = sketches[source];
        }
        if (startTimestamps != null && starts != null) {
          startTimestamps[row] = starts[source];
        }
        row++;
      }
    }
    return row;
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
