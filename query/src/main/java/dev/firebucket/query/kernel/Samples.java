package dev.firebucket.query.kernel;

import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The samples of one series, in order of time, each time once.
///
/// Floats stand in an array; a second lane holds native histograms, a third since when samples
/// count: each is null where no sample has such a thing, so that a series of floats pays for
/// neither.
public final class Samples {
  private final long[] times;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private final int size;

  /// Float samples.
  ///
  /// @param times milliseconds, rising; both arrays may be longer than `size`
  public Samples(long[] times, double[] values, int size) {
    this(times, values, null, null, size);
  }

  /// Samples of both kinds.
  ///
  /// @param times milliseconds, rising; all arrays may be longer than `size`
  /// @param values numbers; the sum of observations where a histogram stands
  /// @param histograms null where a float stands, null as a whole where there are floats alone
  /// @param startTimestamps milliseconds, [SampleBatch#NO_START] where not known; null as a whole
  ///   where none is known or none is asked for
  public Samples(
      long[] times,
      double[] values,
      FloatHistogram @Nullable [] histograms,
      long @Nullable [] startTimestamps,
      int size) {
    this.times = times;
    this.values = values;
    this.histograms = histograms;
    this.startTimestamps = startTimestamps;
    this.size = size;
  }

  /// The present steps of a grid as samples: what a subquery hands to a range function. What is
  /// known of counter resets is forgotten: samples between may have been passed over, or one may
  /// come twice.
  public static Samples of(Grid grid) {
    int count = grid.presentCount();
    long[] times = new long[count];
    double[] values = new double[count];
    FloatHistogram[] histograms = grid.hasHistograms() ? new FloatHistogram[count] : null;
    int size = 0;
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      times[size] = grid.steps().time(step);
      FloatHistogram histogram = grid.histogram(step);
      values[size] = histogram == null ? grid.value(step) : histogram.sum();
      if (histograms != null) {
        histograms[size] = histogram == null ? null : withoutHint(histogram);
      }
      size++;
    }
    return new Samples(times, values, histograms, null, size);
  }

  private static FloatHistogram withoutHint(FloatHistogram histogram) {
    return histogram.resetHint() == ResetHint.GAUGE
        ? histogram
        : histogram.withResetHint(ResetHint.UNKNOWN);
  }

  public int size() {
    return size;
  }

  public long time(int index) {
    return times[index];
  }

  /// The number of a sample; of a histogram the sum of its observations, which is a stale marker
  /// where the sample is one.
  public double value(int index) {
    return values[index];
  }

  /// The histogram of a sample, null where it is a float.
  public @Nullable FloatHistogram histogram(int index) {
    FloatHistogram[] all = histograms;
    return all == null ? null : all[index];
  }

  /// The histogram of a sample that is one.
  FloatHistogram histogramAt(int index) {
    return Objects.requireNonNull(histogram(index), "a float where a histogram must be");
  }

  /// Whether any sample may be a histogram.
  public boolean hasHistograms() {
    return histograms != null;
  }

  /// Since when a sample counts, in milliseconds; [SampleBatch#NO_START] where it is not known.
  public long startTimestamp(int index) {
    long[] all = startTimestamps;
    return all == null ? SampleBatch.NO_START : all[index];
  }

  /// Whether it may be known of any sample since when it counts.
  public boolean hasStartTimestamps() {
    return startTimestamps != null;
  }

  /// These samples without stale markers: range selectors pass over them.
  public Samples withoutStaleMarkers() {
    int first = 0;
    while (first < size && !StaleMarker.is(values[first])) {
      first++;
    }
    if (first == size) {
      return this;
    }
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!StaleMarker.is(values[i])) {
        kept[count++] = i;
      }
    }
    return picked(kept, count);
  }

  /// These samples, histograms among them without their buckets.
  public Samples withoutBuckets() {
    FloatHistogram[] all = histograms;
    if (all == null) {
      return this;
    }
    FloatHistogram[] bare = new FloatHistogram[size];
    FloatHistogram before = null;
    for (int i = 0; i < size; i++) {
      FloatHistogram histogram = all[i];
      if (histogram != null) {
        bare[i] = CounterReset.withoutBuckets(before, histogram);
        before = StaleMarker.is(histogram.sum()) ? before : histogram;
      }
    }
    return new Samples(times, values, bare, startTimestamps, size);
  }

  /// The floats among these samples.
  Samples floats() {
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (histogram(i) == null) {
        kept[count++] = i;
      }
    }
    Samples floats = picked(kept, count);
    return new Samples(floats.times, floats.values, null, floats.startTimestamps, count);
  }

  /// The samples at the first `count` indexes of a list, a copy.
  private Samples picked(int[] indexes, int count) {
    long[] pickedTimes = new long[count];
    double[] pickedValues = new double[count];
    FloatHistogram[] pickedHistograms = histograms == null ? null : new FloatHistogram[count];
    long[] pickedStarts = startTimestamps == null ? null : new long[count];
    for (int i = 0; i < count; i++) {
      int from = indexes[i];
      pickedTimes[i] = times[from];
      pickedValues[i] = values[from];
      if (pickedHistograms != null) {
        pickedHistograms[i] = histogram(from);
      }
      if (pickedStarts != null) {
        pickedStarts[i] = startTimestamp(from);
      }
    }
    return new Samples(pickedTimes, pickedValues, pickedHistograms, pickedStarts, count);
  }

  /// The samples in `(afterMillis, upToMillis]`, a copy.
  public Samples between(long afterMillis, long upToMillis) {
    int from = firstAfter(afterMillis);
    int to = firstAfter(upToMillis);
    return new Samples(
        Arrays.copyOfRange(times, from, to),
        Arrays.copyOfRange(values, from, to),
        histograms == null ? null : Arrays.copyOfRange(histograms, from, to),
        startTimestamps == null ? null : Arrays.copyOfRange(startTimestamps, from, to),
        to - from);
  }

  private int firstAfter(long millis) {
    int at = Arrays.binarySearch(times, 0, size, millis);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
