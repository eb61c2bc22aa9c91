package dev.firebucket.storage.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Samples to be stored, grouped by series in columns. One batch becomes one object.
///
/// Samples may come in any order and twice: the writer sorts, and of two samples of one series at
/// the same time the one appended last wins. Not thread-safe.
public final class SampleBatch {
  /// The oldest time that can be stored: 0001-01-01T00:00:00Z.
  public static final long MINIMUM_TIMESTAMP_MILLIS = -62_135_596_800_000L;

  /// The newest time that can be stored: 9999-12-31T23:59:59.999Z.
  public static final long MAXIMUM_TIMESTAMP_MILLIS = 253_402_300_799_999L;

  /// Stands for an unknown start timestamp.
  public static final long NO_START = 0;

  private final Map<LabelSet, Series> series = new LinkedHashMap<>();
  private int samples;

  /// Adds a float sample; `value` may be [StaleMarker#VALUE].
  ///
  /// @param timestampMillis milliseconds since the epoch, of a year from 1 to 9999
  /// @throws IllegalArgumentException for a time outside of these
  public void append(LabelSet labels, long timestampMillis, double value) {
    series(labels).append(timestampMillis, value);
  }

  /// The column of one series, created if it is new: saves look-ups when many samples of a series
  /// come in a row.
  public Series series(LabelSet labels) {
    return series.computeIfAbsent(labels, key -> new Series(key, this));
  }

  /// All series, in the order of their first sample.
  public Collection<Series> series() {
    return series.values();
  }

  /// How many samples the batch holds.
  public int sampleCount() {
    return samples;
  }

  public boolean isEmpty() {
    return samples == 0;
  }

  /// Adds all samples of another batch.
  public void appendAll(SampleBatch other) {
    for (Series from : other.series()) {
      Series to = series(from.labels());
      for (int i = 0; i < from.size(); i++) {
        FloatHistogram histogram = from.histogram(i);
        if (histogram == null) {
          to.append(from.timestamp(i), from.value(i), from.startTimestamp(i));
        } else {
          to.append(from.timestamp(i), histogram, from.startTimestamp(i));
        }
      }
    }
  }

  /// The samples of one series, in order of arrival.
  public static final class Series {
    private final LabelSet labels;
    private final SampleBatch batch;
    private long[] timestamps = new long[1];
    private double[] values = new double[1];
    private FloatHistogram @Nullable [] histograms;
    private long @Nullable [] startTimestamps;
    private int size;

    private Series(LabelSet labels, SampleBatch batch) {
      this.labels = labels;
      this.batch = batch;
    }

    public LabelSet labels() {
      return labels;
    }

    public int size() {
      return size;
    }

    /// Milliseconds since the epoch of the sample at `index`.
    public long timestamp(int index) {
      return timestamps[index];
    }

    /// The value of the sample at `index`; 0 if it is a histogram.
    public double value(int index) {
      return values[index];
    }

    /// The histogram of the sample at `index`, null if it is a float.
    public @Nullable FloatHistogram histogram(int index) {
      FloatHistogram[] all = histograms;
      return all == null ? null : all[index];
    }

    /// Whether any sample is a native histogram.
    public boolean hasHistograms() {
      return histograms != null;
    }

    /// The start timestamp of the sample at `index`, milliseconds since the epoch; [#NO_START] if
    /// it is unknown.
    public long startTimestamp(int index) {
      long[] all = startTimestamps;
      return all == null ? NO_START : all[index];
    }

    /// Whether any sample has a start timestamp.
    public boolean hasStartTimestamps() {
      return startTimestamps != null;
    }

    /// Adds a float sample.
    ///
    /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
    public void append(long timestampMillis, double value) {
      append(timestampMillis, value, NO_START);
    }

    /// Adds a float sample with a start timestamp.
    ///
    /// @param startMillis milliseconds since the epoch, or [#NO_START]
    /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
    public void append(long timestampMillis, double value, long startMillis) {
      requireStorable(timestampMillis);
      grow();
      start(startMillis);
      timestamps[size] = timestampMillis;
      values[size] = value;
      size++;
      batch.samples++;
    }

    /// Adds a native histogram sample.
    ///
    /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
    public void append(long timestampMillis, FloatHistogram histogram) {
      append(timestampMillis, histogram, NO_START);
    }

    /// Adds a native histogram sample with a start timestamp.
    ///
    /// @param startMillis milliseconds since the epoch, or [#NO_START]
    /// @throws IllegalArgumentException for a time outside of the years 1 to 9999
    public void append(long timestampMillis, FloatHistogram histogram, long startMillis) {
      requireStorable(timestampMillis);
      grow();
      start(startMillis);
      FloatHistogram[] all = histograms;
      if (all == null) {
        all = new FloatHistogram[timestamps.length];
        histograms = all;
      }
      timestamps[size] = timestampMillis;
      all[size] = histogram;
      size++;
      batch.samples++;
    }

    private void start(long startMillis) {
      long[] all = startTimestamps;
      if (startMillis == NO_START && all == null) {
        return;
      }
      requireStorable(startMillis);
      if (all == null) {
        all = new long[timestamps.length];
        startTimestamps = all;
      }
      all[size] = startMillis;
    }

    private static void requireStorable(long timestampMillis) {
      if (timestampMillis < MINIMUM_TIMESTAMP_MILLIS
          || timestampMillis > MAXIMUM_TIMESTAMP_MILLIS) {
        throw new IllegalArgumentException(
            "timestamp " + timestampMillis + " ms is outside of the years 1 to 9999");
      }
    }

    private void grow() {
      if (size == timestamps.length) {
        timestamps = Arrays.copyOf(timestamps, size * 2);
        values = Arrays.copyOf(values, size * 2);
        FloatHistogram[] all = histograms;
        if (all != null) {
          histograms = Arrays.copyOf(all, size * 2);
        }
        long[] starts = startTimestamps;
        if (starts != null) {
          startTimestamps = Arrays.copyOf(starts, size * 2);
        }
      }
    }
  }
}
