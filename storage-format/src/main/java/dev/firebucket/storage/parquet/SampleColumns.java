package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of a samples file in columns, in the order of the file: series after series, each a run of
/// rows in order of time. What is read from a row group, and what becomes one.
///
/// A stale marker is known by its bits here, whatever the file says it by. Not thread-safe.
public final class SampleColumns {
  private static final int INITIAL_ROWS = 1024;
  private static final int INITIAL_RUNS = 16;

  /// Row groups of histograms have fewer rows, so that a merge can hold many of them.
  private static final long ROW_GROUP_HISTOGRAM_BYTES = 8L << 20;

  /// About what a row takes without its histogram, in bytes.
  public static final int ROW_BYTES = Long.BYTES + Double.BYTES;

  private SeriesName[] series;
  private int[] ends;
  private int runs;
  private long[] timestamps;
  private double[] values;
  private @Nullable FloatHistogram @Nullable [] histograms;
  private long @Nullable [] starts;
  private int rows;

  /// About how much the histograms take.
  private long histogramBytes;

  public SampleColumns() {
    this(INITIAL_ROWS);
  }

  /// @param capacity rows that it holds without growing
  SampleColumns(int capacity) {
    series = new SeriesName[INITIAL_RUNS];
    ends = new int[INITIAL_RUNS];
    timestamps = new long[capacity];
    values = new double[capacity];
  }

  /// Columns that were filled elsewhere; runs are added afterwards.
  SampleColumns(
      long[] timestamps,
      double[] values,
      @Nullable FloatHistogram @Nullable [] histograms,
      long @Nullable [] starts) {
    series = new SeriesName[INITIAL_RUNS];
    ends = new int[INITIAL_RUNS];
    this.timestamps = timestamps;
    this.values = values;
    this.histograms = histograms;
    this.starts = starts;
  }

  /// Says that the rows up to one belong to a series, from the end of the run before on.
  void addRun(SeriesName key, int end) {
    if (runs == ends.length) {
      series = Arrays.copyOf(series, runs * 2);
      ends = Arrays.copyOf(ends, runs * 2);
    }
    series[runs] = key;
    ends[runs++] = end;
    rows = Math.max(rows, end);
  }

  /// Opens the run of a series; rows are appended to it until [#endRun].
  public void startRun(SeriesName key) {
    addRun(key, rows);
  }

  /// Appends rows of one series of other columns to the open run.
  public void append(SampleColumns source, int from, int to) {
    int count = to - from;
    int end = Math.addExact(rows, count);
    reserve(end);
    System.arraycopy(source.timestamps, from, timestamps, rows, count);
    System.arraycopy(source.values, from, values, rows, count);
    appendSparse(source, from, count);
    rows = end;
  }

  private void appendSparse(SampleColumns source, int from, int count) {
    @Nullable FloatHistogram[] sketches = source.histograms;
    if (sketches != null) {
      @Nullable FloatHistogram[] all = histograms;
      if (all == null) {
        all = new FloatHistogram[timestamps.length];
        histograms = all;
      }
      System.arraycopy(sketches, from, all, rows, count);
      for (int row = from; row < from + count; row++) {
        FloatHistogram sketch = sketches[row];
        histogramBytes += sketch == null ? 0 : sketch.heldBytes();
      }
    }
    long[] known = source.starts;
    if (known != null && starts == null) {
      starts = new long[timestamps.length];
      Arrays.fill(starts, 0, rows, SampleBatch.NO_START);
    }
    if (starts != null && known != null) {
      System.arraycopy(known, from, starts, rows, count);
    } else if (starts != null) {
      Arrays.fill(starts, rows, rows + count, SampleBatch.NO_START);
    }
  }

  private void reserve(int wanted) {
    if (wanted <= timestamps.length) {
      return;
    }
    int wider = Math.max(wanted, timestamps.length * 2);
    timestamps = Arrays.copyOf(timestamps, wider);
    values = Arrays.copyOf(values, wider);
    if (histograms != null) {
      histograms = Arrays.copyOf(histograms, wider);
    }
    if (starts != null) {
      starts = Arrays.copyOf(starts, wider);
    }
  }

  /// Closes the open run: puts its rows in order of time; of several at one time the one appended
  /// last stays.
  ///
  /// @return how many rows went
  public int endRun() {
    int from = runs == 1 ? 0 : ends[runs - 2];
    int before = rows;
    if (!isAscending(from, rows)) {
      sort(from);
    }
    ends[runs - 1] = rows;
    return before - rows;
  }

  /// Whether the rows of each run are in order of time, each time once.
  boolean isInOrder() {
    for (int run = 0; run < runs; run++) {
      if (!isAscending(from(run), ends[run])) {
        return false;
      }
    }
    return true;
  }

  private boolean isAscending(int from, int to) {
    for (int row = from + 1; row < to; row++) {
      if (timestamps[row - 1] >= timestamps[row]) {
        return false;
      }
    }
    return true;
  }

  private void sort(int from) {
    int[] order = TimeOrder.of(timestamps, from, rows);
    long[] times = Arrays.copyOfRange(timestamps, from, rows);
    double[] numbers = Arrays.copyOfRange(values, from, rows);
    @Nullable FloatHistogram[] sketches =
        histograms == null ? null : Arrays.copyOfRange(histograms, from, rows);
    long[] known = starts == null ? null : Arrays.copyOfRange(starts, from, rows);
    if (histograms != null) {
      Arrays.fill(histograms, from, rows, null);
    }
    rows = from;
    for (int source : order) {
      timestamps[rows] = times[source];
      values[rows] = numbers[source];
      if (histograms != null && sketches != null) {
        histograms[rows] = sketches[source];
      }
      if (starts != null && known != null) {
        starts[rows] = known[source];
      }
      rows++;
    }
  }

  /// Takes the first rows out, as columns of their own; a run may be cut in two. No run is open.
  public SampleColumns takeFirst(int count) {
    SampleColumns first = slice(0, count);
    SampleColumns rest = slice(count, rows);
    rest.reserve(Math.min(timestamps.length, 2 * SamplesSchema.ROW_GROUP_ROWS));
    series = rest.series;
    ends = rest.ends;
    runs = rest.runs;
    timestamps = rest.timestamps;
    values = rest.values;
    histograms = rest.histograms;
    starts = rest.starts;
    histogramBytes = rows == 0 ? 0 : histogramBytes * rest.rows / rows;
    rows = rest.rows;
    return first;
  }

  /// Some rows; a run may be cut.
  SampleColumns part(int from, int to) {
    return from == 0 && to == rows ? this : slice(from, to);
  }

  private SampleColumns slice(int from, int to) {
    SampleColumns part =
        new SampleColumns(
            Arrays.copyOfRange(timestamps, from, to),
            Arrays.copyOfRange(values, from, to),
            histogramsOf(from, to),
            starts == null ? null : Arrays.copyOfRange(starts, from, to));
    for (int run = runAt(from); run < runs && from(run) < to; run++) {
      part.addRun(series[run], Math.min(ends[run], to) - from);
    }
    return part;
  }

  /// Null where none of the rows is a histogram.
  private @Nullable FloatHistogram @Nullable [] histogramsOf(int from, int to) {
    if (histograms == null) {
      return null;
    }
    for (int row = from; row < to; row++) {
      if (histograms[row] != null) {
        return Arrays.copyOfRange(histograms, from, to);
      }
    }
    return null;
  }

  /// The run that a row belongs to.
  private int runAt(int row) {
    int found = Arrays.binarySearch(ends, 0, runs, row + 1);
    return found < 0 ? -found - 1 : found;
  }

  public int rows() {
    return rows;
  }

  /// How many of these rows make a row group: fewer of histograms, which are larger.
  public int rowGroupRows() {
    if (histogramBytes == 0) {
      return SamplesSchema.ROW_GROUP_ROWS;
    }
    long bytesOfRow = histogramBytes / Math.max(1, rows) + 1;
    return Math.clamp(ROW_GROUP_HISTOGRAM_BYTES / bytesOfRow, 1024, SamplesSchema.ROW_GROUP_ROWS);
  }

  /// How many series there are.
  public int runs() {
    return runs;
  }

  /// The series of a run.
  public SeriesName series(int run) {
    return series[run];
  }

  /// The first row of a run.
  public int from(int run) {
    return run == 0 ? 0 : ends[run - 1];
  }

  /// The row after the last of a run.
  public int to(int run) {
    return ends[run];
  }

  /// Of each run, the row after its last; longer than there are runs.
  int[] ends() {
    return ends;
  }

  /// Milliseconds since the epoch.
  public long timestamp(int row) {
    return timestamps[row];
  }

  double value(int row) {
    return values[row];
  }

  /// All values; longer than there are rows.
  double[] values() {
    return values;
  }

  /// All timestamps; longer than there are rows.
  long[] timestamps() {
    return timestamps;
  }

  boolean hasHistograms() {
    return histograms != null;
  }

  @Nullable FloatHistogram histogram(int row) {
    return histograms == null ? null : histograms[row];
  }

  boolean hasStarts() {
    return starts != null;
  }

  /// [SampleBatch#NO_START] if it is unknown.
  long start(int row) {
    return starts == null ? SampleBatch.NO_START : starts[row];
  }
}
