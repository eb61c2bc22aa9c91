package dev.firebucket.query.duckdb;

import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.kernel.Samples;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The samples of one series in order of arrival, on their way out of files.
///
/// Histograms come after all else, in a scan of their own: until then their places are kept.
final class SampleColumn {
  private static final int FIRST_CAPACITY = 16;

  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private long @Nullable [] startTimestamps;
  private int size;
  private boolean sorted = true;

  /// Places of samples whose histograms are still to come, in order of arrival.
  private int[] awaited = {};

  private int awaitedCount;
  private int arrived;
  private FloatHistogram @Nullable [] histograms;
  private boolean hinted;

  /// The newest histogram from before the scan began, as far as it was looked for.
  private @Nullable FloatHistogram earlier;

  private long earlierTime = Long.MIN_VALUE;

  void append(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    sorted = sorted && (size == 0 || times[size - 1] < time);
    times[size] = time;
    values[size++] = value;
  }

  /// Keeps the place of a histogram.
  void appendAwaited(long time) {
    if (awaitedCount == awaited.length) {
      awaited = Arrays.copyOf(awaited, Math.max(FIRST_CAPACITY, awaitedCount * 2));
    }
    awaited[awaitedCount++] = size;
    append(time, 0);
  }

  boolean awaitsHistograms() {
    return awaitedCount > 0;
  }

  /// Puts the next histogram to the first place that is still open.
  ///
  /// @throws IllegalStateException when no histogram of that time is awaited
  void arrive(long time, FloatHistogram histogram) {
    if (arrived == awaitedCount || times[awaited[arrived]] != time) {
      throw new IllegalStateException("a histogram at " + time + " that was not there before");
    }
    FloatHistogram[] all = histograms;
    if (all == null) {
      all = new FloatHistogram[size];
      histograms = all;
    }
    int place = awaited[arrived++];
    all[place] = histogram;
    values[place] = histogram.sum();
  }

  /// Takes a histogram from before the scan began.
  void arriveEarlier(long time, FloatHistogram histogram) {
    if (time >= earlierTime) {
      earlierTime = time;
      earlier = histogram;
    }
  }

  /// Since when the last sample counts.
  void startedAt(long millis) {
    long[] all = startTimestamps;
    if (all == null) {
      all = new long[times.length];
    } else if (all.length < size) {
      all = Arrays.copyOf(all, times.length);
    }
    all[size - 1] = millis;
    startTimestamps = all;
  }

  Samples finish() {
    if (arrived < awaitedCount) {
      throw new IllegalStateException(
          (awaitedCount - arrived) + " histograms were there before and are no longer");
    }
    long[] starts = startTimestamps;
    if (starts != null && starts.length < size) {
      startTimestamps = Arrays.copyOf(starts, times.length);
    }
    if (!sorted) {
      sort();
      sorted = true;
    }
    hintResets();
    return new Samples(times, values, histograms, startTimestamps, size);
  }

  /// What is stored says nothing, or says what its writer knew; what Prometheus knows of resets
  /// comes from the samples before.
  private void hintResets() {
    FloatHistogram[] all = histograms;
    if (all == null || hinted) {
      return;
    }
    hinted = true;
    FloatHistogram before = earlier;
    for (int i = 0; i < size; i++) {
      FloatHistogram histogram = all[i];
      if (histogram != null) {
        all[i] = CounterReset.withHintAsStored(before, histogram);
      }
      before = all[i];
    }
  }

  /// By time; of samples at one time the last to arrive stays.
  private void sort() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    int[] kept = new int[size];
    int count = 0;
    for (int at : order) {
      if (count > 0 && times[kept[count - 1]] == times[at]) {
        count--;
      }
      kept[count++] = at;
    }
    reorder(kept, count);
  }

  private void reorder(int[] kept, int count) {
    long[] sortedTimes = new long[count];
    double[] sortedValues = new double[count];
    FloatHistogram[] all = histograms;
    FloatHistogram[] sortedHistograms = all == null ? null : new FloatHistogram[count];
    long[] starts = startTimestamps;
    long[] sortedStarts = starts == null ? null : new long[count];
    for (int i = 0; i < count; i++) {
      sortedTimes[i] = times[kept[i]];
      sortedValues[i] = values[kept[i]];
      if (sortedHistograms != null && all != null) {
        sortedHistograms[i] = all[kept[i]];
      }
      if (sortedStarts != null) {
        sortedStarts[i] = starts == null ? SampleBatch.NO_START : starts[kept[i]];
      }
    }
    times = sortedTimes;
    values = sortedValues;
    histograms = sortedHistograms;
    startTimestamps = sortedStarts;
    size = count;
  }
}
