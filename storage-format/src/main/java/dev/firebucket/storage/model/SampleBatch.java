package dev.firebucket.storage.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Samples to be stored, in columns: a row per sample, in order of arrival. One batch, or several,
/// become one object.
///
/// Samples may come in any order and twice: the writer sorts, and of two samples of one series at
/// one time the one appended last wins. Not thread-safe.
public final class SampleBatch {
  /// The oldest time that can be stored: 0001-01-01T00:00:00Z.
  public static final long MINIMUM_TIMESTAMP_MILLIS = -62_135_596_800_000L;

  /// The newest time that can be stored: 9999-12-31T23:59:59.999Z.
  public static final long MAXIMUM_TIMESTAMP_MILLIS = 253_402_300_799_999L;

  /// Stands for an unknown start timestamp.
  public static final long NO_START = 0;

  private static final int SMALLEST = 16;

  private @Nullable LabelSet[] labels = new LabelSet[SMALLEST];
  private long[] timestamps = new long[SMALLEST];
  private double[] values = new double[SMALLEST];

  /// Null while there is no histogram, and no start timestamp.
  private @Nullable FloatHistogram @Nullable [] histograms;

  private long @Nullable [] startTimestamps;
  private int size;

  /// Adds a float sample; `value` may be [StaleMarker#VALUE].
  ///
  /// @param timestampMillis milliseconds since the epoch, of a year from 1 to 9999
  /// @throws IllegalArgumentException for a time outside of these
  public void append(LabelSet series, long timestampMillis, double value) {
    append(series, timestampMillis, value, NO_START);
  }

  /// Adds a float sample with a start timestamp.
  ///
  /// @param startMillis milliseconds since the epoch, or [#NO_START]
  /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
  public void append(LabelSet series, long timestampMillis, double value, long startMillis) {
    addRow(series, timestampMillis, startMillis);
    values[size++] = value;
  }

  /// Adds a native histogram sample.
  ///
  /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
  public void append(LabelSet series, long timestampMillis, FloatHistogram histogram) {
    append(series, timestampMillis, histogram, NO_START);
  }

  /// Adds a native histogram sample with a start timestamp.
  ///
  /// @param startMillis milliseconds since the epoch, or [#NO_START]
  /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
  public void append(
      LabelSet series, long timestampMillis, FloatHistogram histogram, long startMillis) {
    addRow(series, timestampMillis, startMillis);
    @Nullable FloatHistogram[] all = histograms;
    if (all == null) {
      all = new FloatHistogram[timestamps.length];
      histograms = all;
    }
    values[size] = 0;
    all[size++] = histogram;
  }

  /// Adds all samples of another batch.
  public void appendAll(SampleBatch other) {
    for (int row = 0; row < other.size; row++) {
      FloatHistogram histogram = other.histogram(row);
      if (histogram == null) {
        append(
            other.labels(row), other.timestamp(row), other.value(row), other.startTimestamp(row));
      } else {
        append(other.labels(row), other.timestamp(row), histogram, other.startTimestamp(row));
      }
    }
  }

  private void addRow(LabelSet series, long timestampMillis, long startMillis) {
    requireStorable(timestampMillis);
    if (startMillis != NO_START) {
      requireStorable(startMillis);
    }
    if (size == timestamps.length) {
      grow();
    }
    long[] starts = startTimestamps;
    if (startMillis != NO_START && starts == null) {
      starts = new long[timestamps.length];
      startTimestamps = starts;
    }
    if (starts != null) {
      starts[size] = startMillis;
    }
    labels[size] = series;
    timestamps[size] = timestampMillis;
  }

  private static void requireStorable(long timestampMillis) {
    if (timestampMillis < MINIMUM_TIMESTAMP_MILLIS || timestampMillis > MAXIMUM_TIMESTAMP_MILLIS) {
      throw new IllegalArgumentException(
          "timestamp " + timestampMillis + " ms is outside of the years 1 to 9999");
    }
  }

  private void grow() {
    int wider = size * 2;
    labels = Arrays.copyOf(labels, wider);
    timestamps = Arrays.copyOf(timestamps, wider);
    values = Arrays.copyOf(values, wider);
    if (histograms != null) {
      histograms = Arrays.copyOf(histograms, wider);
    }
    if (startTimestamps != null) {
      startTimestamps = Arrays.copyOf(startTimestamps, wider);
    }
  }

  /// Gives all samples from a row on to a series: its labels may become known after its samples.
  public void assign(int fromRow, LabelSet series) {
    Arrays.fill(labels, fromRow, size, series);
  }

  /// Removes all samples from a row on.
  public void truncate(int fromRow) {
    if (histograms != null) {
      Arrays.fill(histograms, fromRow, size, null);
    }
    Arrays.fill(labels, fromRow, size, null);
    size = fromRow;
  }

  /// Removes the samples that do not fulfil a condition, which is asked once for each row, in
  /// order.
  public void keepIf(IntPredicate condition) {
    int kept = 0;
    for (int row = 0; row < size; row++) {
      if (condition.test(row)) {
        move(row, kept++);
      }
    }
    truncate(kept);
  }

  private void move(int from, int to) {
    if (from == to) {
      return;
    }
    labels[to] = labels[from];
    timestamps[to] = timestamps[from];
    values[to] = values[from];
    if (histograms != null) {
      histograms[to] = histograms[from];
    }
    if (startTimestamps != null) {
      startTimestamps[to] = startTimestamps[from];
    }
  }

  /// How many samples the batch holds.
  public int sampleCount() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// The series of the sample in a row.
  public LabelSet labels(int row) {
    LabelSet series = labels[row];
    if (series == null) {
      throw new IndexOutOfBoundsException("row " + row + " of " + size);
    }
    return series;
  }

  /// Milliseconds since the epoch of the sample in a row.
  public long timestamp(int row) {
    return timestamps[row];
  }

  /// The value of the sample in a row; 0 if it is a histogram.
  public double value(int row) {
    return values[row];
  }

  /// The histogram of the sample in a row, null if it is a float.
  public @Nullable FloatHistogram histogram(int row) {
    return histograms == null ? null : histograms[row];
  }

  /// Whether any sample is a native histogram.
  public boolean hasHistograms() {
    return histograms != null;
  }

  /// The start timestamp of the sample in a row, milliseconds since the epoch; [#NO_START] if it is
  /// unknown.
  public long startTimestamp(int row) {
    return startTimestamps == null ? NO_START : startTimestamps[row];
  }

  /// Whether any sample has a start timestamp.
  public boolean hasStartTimestamps() {
    return startTimestamps != null;
  }

  /// The samples series by series, in the order of the first sample of each.
  public Collection<Series> series() {
    Map<LabelSet, Series> series = new LinkedHashMap<>();
    for (int row = 0; row < size; row++) {
      series.computeIfAbsent(labels(row), this::series).rows.add(row);
    }
    return series.values();
  }

  /// A view that appends samples of one series.
  public Series series(LabelSet series) {
    return new Series(series, this);
  }

  /// Samples of one series of a batch, in order of arrival.
  public static final class Series {
    private final LabelSet labels;
    private final SampleBatch batch;
    private final List<Integer> rows = new ArrayList<>();

    private Series(LabelSet labels, SampleBatch batch) {
      this.labels = labels;
      this.batch = batch;
    }

    public LabelSet labels() {
      return labels;
    }

    public int size() {
      return rows.size();
    }

    /// As [SampleBatch#timestamp], of the sample at a place in this series.
    public long timestamp(int index) {
      return batch.timestamp(rows.get(index));
    }

    /// As [SampleBatch#value].
    public double value(int index) {
      return batch.value(rows.get(index));
    }

    /// As [SampleBatch#histogram].
    public @Nullable FloatHistogram histogram(int index) {
      return batch.histogram(rows.get(index));
    }

    /// As [SampleBatch#startTimestamp].
    public long startTimestamp(int index) {
      return batch.startTimestamp(rows.get(index));
    }

    /// As [SampleBatch#append(LabelSet, long, double)].
    public void append(long timestampMillis, double value) {
      append(timestampMillis, value, NO_START);
    }

    /// As [SampleBatch#append(LabelSet, long, double, long)].
    public void append(long timestampMillis, double value, long startMillis) {
      batch.append(labels, timestampMillis, value, startMillis);
      rows.add(batch.size - 1);
    }

    /// As [SampleBatch#append(LabelSet, long, FloatHistogram)].
    public void append(long timestampMillis, FloatHistogram histogram) {
      append(timestampMillis, histogram, NO_START);
    }

    /// As [SampleBatch#append(LabelSet, long, FloatHistogram, long)].
    public void append(long timestampMillis, FloatHistogram histogram, long startMillis) {
      batch.append(labels, timestampMillis, histogram, startMillis);
      rows.add(batch.size - 1);
    }
  }
}
