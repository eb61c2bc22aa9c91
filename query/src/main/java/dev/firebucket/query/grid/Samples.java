package dev.firebucket.query.grid;

import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The samples of one series, in order of time, each time once.
///
/// Floats are in an array; a second lane holds native histograms, a third since when samples count:
/// each is null where no sample has such a thing, so that a series of floats pays for neither.
public final class Samples {
  private static final Samples EMPTY = new Samples(new long[0], new double[0], 0);

  private final long[] times;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private final int offset;
  private final int size;

  /// Float samples.
  ///
  /// @param times milliseconds, rising; both arrays may be longer than `size`
  public Samples(long[] times, double[] values, int size) {
    this(times, values, null, null, 0, size);
  }

  /// Samples of both kinds.
  ///
  /// @param times milliseconds, rising; all arrays may be longer than `offset + size`
  /// @param values numbers; the sum of observations where the sample is a histogram
  /// @param histograms null where the sample is a float; the whole array is null if all samples are
  ///   floats
  /// @param startTimestamps milliseconds, [SampleBatch#NO_START] where not known; null as a whole
  ///   where none is known or none is asked for
  /// @param offset index of the first sample in the arrays
  public Samples(
      long[] times,
      double[] values,
      FloatHistogram @Nullable [] histograms,
      long @Nullable [] startTimestamps,
      int offset,
      int size) {
    this.times = times;
    this.values = values;
    this.histograms = histograms;
    this.startTimestamps = startTimestamps;
    this.offset = offset;
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
    return new Samples(times, values, histograms, null, 0, size);
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
    return times[offset + index];
  }

  /// The number of a sample; of a histogram the sum of its observations, which is a stale marker
  /// where the sample is one.
  public double value(int index) {
    return values[offset + index];
  }

  /// The histogram of a sample, null where it is a float.
  public @Nullable FloatHistogram histogram(int index) {
    FloatHistogram[] all = histograms;
    return all == null ? null : all[offset + index];
  }

  /// The histogram of a sample that is one.
  public FloatHistogram histogramAt(int index) {
    return Objects.requireNonNull(histogram(index), "a float where a histogram must be");
  }

  /// Whether any sample may be a histogram.
  public boolean hasHistograms() {
    return histograms != null;
  }

  /// Since when a sample counts, in milliseconds; [SampleBatch#NO_START] where it is not known.
  public long startTimestamp(int index) {
    long[] all = startTimestamps;
    return all == null ? SampleBatch.NO_START : all[offset + index];
  }

  /// Whether it may be known of any sample since when it counts.
  public boolean hasStartTimestamps() {
    return startTimestamps != null;
  }

  /// These samples without stale markers: range selectors pass over them.
  public Samples withoutStaleMarkers() {
    int first = 0;
    while (first < size && !StaleMarker.is(value(first))) {
      first++;
    }
    if (first == size) {
      return this;
    }
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!StaleMarker.is(value(i))) {
        kept[count++] = i;
      }
    }
    return picked(kept, count);
  }

  /// These samples, histograms among them without their buckets.
  public Samples withoutBuckets() {
    if (histograms == null) {
      return this;
    }
    FloatHistogram[] bare = new FloatHistogram[offset + size];
    FloatHistogram before = null;
    for (int i = 0; i < size; i++) {
      FloatHistogram histogram = histogram(i);
      if (histogram != null) {
        bare[offset + i] = CounterReset.withoutBuckets(before, histogram);
        before = StaleMarker.is(histogram.sum()) ? before : histogram;
      }
    }
    return new Samples(times, values, bare, startTimestamps, offset, size);
  }

  /// The floats among these samples.
  public Samples floats() {
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (histogram(i) == null) {
        kept[count++] = i;
      }
    }
    Samples floats = picked(kept, count);
    return new Samples(floats.times, floats.values, null, floats.startTimestamps, 0, count);
  }

  /// The samples at the first `count` indexes of a list, a copy.
  private Samples picked(int[] indexes, int count) {
    long[] pickedTimes = new long[count];
    double[] pickedValues = new double[count];
    FloatHistogram[] pickedHistograms = histograms == null ? null : new FloatHistogram[count];
    long[] pickedStarts = startTimestamps == null ? null : new long[count];
    for (int i = 0; i < count; i++) {
      int from = indexes[i];
      pickedTimes[i] = time(from);
      pickedValues[i] = value(from);
      if (pickedHistograms != null) {
        pickedHistograms[i] = histogram(from);
      }
      if (pickedStarts != null) {
        pickedStarts[i] = startTimestamp(from);
      }
    }
    return new Samples(pickedTimes, pickedValues, pickedHistograms, pickedStarts, 0, count);
  }

  /// The samples in `(afterMillis, upToMillis]`, a view.
  public Samples between(long afterMillis, long upToMillis) {
    if (size == 0 || (time(0) > afterMillis && time(size - 1) <= upToMillis)) {
      return this;
    }
    int from = firstAfter(afterMillis);
    int to = firstAfter(upToMillis);
    return new Samples(
        times, values, histograms, startTimestamps, offset + from, Math.max(0, to - from));
  }

  private int firstAfter(long millis) {
    int at = Arrays.binarySearch(times, offset, offset + size, millis);
    return (at >= 0 ? at + 1 : -at - 1) - offset;
  }

  /// A copy of these samples with every histogram replaced.
  ///
  /// @param remade takes the new histogram of the sample before, null where that is a float or
  ///   there is none, and the histogram
  public Samples remakingHistograms(
      BiFunction<@Nullable FloatHistogram, FloatHistogram, FloatHistogram> remade) {
    FloatHistogram[] all = new FloatHistogram[offset + size];
    FloatHistogram before = null;
    for (int i = 0; i < size; i++) {
      FloatHistogram histogram = histogram(i);
      before = histogram == null ? null : remade.apply(before, histogram);
      all[offset + i] = before;
    }
    return new Samples(times, values, all, startTimestamps, offset, size);
  }

  /// Samples of one series from several files in one.
  ///
  /// @param parts of samples at one time the one in the later part stays
  public static Samples merged(List<Samples> parts) {
    int size = parts.stream().mapToInt(Samples::size).sum();
    for (Samples part : parts) {
      if (part.size == size) {
        return part;
      }
    }
    return size == 0 ? EMPTY : new SampleMerge(parts, size).merged();
  }
}
