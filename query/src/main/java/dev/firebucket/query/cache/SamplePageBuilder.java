package dev.firebucket.query.cache;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Gathers the rows of one file into a page. Rows of a series come in runs, in order of time; only
/// where threads of the scan met in the middle of a series, or its row groups are read from slices
/// that were cached in another order, has it several runs, in any order.
///
/// Not for use by several threads.
public final class SamplePageBuilder {
  private long[] times = new long[64];
  private double[] values = new double[64];
  private long @Nullable [] starts;
  private int size;
  private long[] runIds = new long[16];
  private int[] runStarts = new int[16];
  private int runs;

  /// Rows whose histograms come later, by series and time.
  private final Map<Long, Map<Long, Integer>> awaited = new HashMap<>();

  private FloatHistogram @Nullable [] histograms;

  /// Takes a float sample.
  public void add(long id, long timeMillis, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    // Two runs of one series may follow each other: then time goes back.
    if (runs == 0 || runIds[runs - 1] != id || timeMillis < times[size - 1]) {
      beginRun(id);
    }
    times[size] = timeMillis;
    values[size++] = value;
  }

  private void beginRun(long id) {
    if (runs == runIds.length) {
      runIds = Arrays.copyOf(runIds, runs * 2);
      runStarts = Arrays.copyOf(runStarts, runs * 2);
    }
    runIds[runs] = id;
    runStarts[runs++] = size;
  }

  /// Keeps the place of a histogram, which [#arrive] brings.
  public void addAwaited(long id, long timeMillis) {
    add(id, timeMillis, 0);
    awaited.computeIfAbsent(id, key -> new HashMap<>()).put(timeMillis, size - 1);
  }

  /// Since when the sample counts that was taken last.
  public void startedAt(long millis) {
    long[] all = starts == null ? new long[times.length] : starts;
    if (all.length < size) {
      all = Arrays.copyOf(all, times.length);
    }
    all[size - 1] = millis;
    starts = all;
  }

  /// The series of which histograms are awaited.
  public Set<Long> awaitedSeries() {
    return awaited.keySet();
  }

  /// Whether no histogram is awaited.
  public boolean isComplete() {
    return awaited.values().stream().allMatch(Map::isEmpty);
  }

  /// Puts a histogram where it is awaited.
  ///
  /// @throws IllegalStateException when there is no sample of that series and time
  public void arrive(long id, long timeMillis, FloatHistogram histogram) {
    Map<Long, Integer> ofSeries = awaited.get(id);
    Integer place = ofSeries == null ? null : ofSeries.remove(timeMillis);
    if (place == null) {
      throw new IllegalStateException(
          "a histogram at " + timeMillis + " that was not there before");
    }
    FloatHistogram[] all = histograms == null ? new FloatHistogram[size] : histograms;
    all[place] = histogram;
    values[place] = histogram.sum();
    histograms = all;
  }

  /// All that was taken.
  ///
  /// @throws IllegalStateException when histograms are still awaited
  public SamplePage build() {
    if (!isComplete()) {
      throw new IllegalStateException("histograms were there before and are no longer");
    }
    if (starts != null && starts.length < size) {
      starts = Arrays.copyOf(starts, size);
    }
    if (Arrays.stream(runIds, 0, runs).distinct().count() < runs) {
      return inOrder();
    }
    int[] bounds = Arrays.copyOf(runStarts, runs + 1);
    bounds[runs] = size;
    return new SamplePage(
        Arrays.copyOf(runIds, runs),
        bounds,
        Arrays.copyOf(times, size),
        Arrays.copyOf(values, size),
        histograms,
        starts == null ? null : Arrays.copyOf(starts, size));
  }

  /// Series that came in several runs are put together again.
  private SamplePage inOrder() {
    Map<Long, IntStream.Builder> rows = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      IntStream.Builder ofSeries = rows.computeIfAbsent(runIds[run], id -> IntStream.builder());
      int end = run + 1 < runs ? runStarts[run + 1] : size;
      for (int row = runStarts[run]; row < end; row++) {
        ofSeries.add(row);
      }
    }
    SamplePageBuilder sorted = new SamplePageBuilder();
    rows.forEach(
        (id, places) ->
            places
                .build()
                .boxed()
                .sorted((a, b) -> Long.compare(times[a], times[b]))
                .forEach(row -> sorted.copy(this, id, row)));
    return sorted.build();
  }

  private void copy(SamplePageBuilder from, long id, int row) {
    FloatHistogram histogram = from.histograms == null ? null : from.histograms[row];
    if (histogram == null) {
      add(id, from.times[row], from.values[row]);
    } else {
      addAwaited(id, from.times[row]);
    }
    if (from.starts != null && from.starts[row] != SampleBatch.NO_START) {
      startedAt(from.starts[row]);
    }
    if (histogram != null) {
      if (histograms != null && histograms.length < size) {
        histograms = Arrays.copyOf(histograms, times.length);
      }
      arrive(id, from.times[row], histogram);
    }
  }
}
