package dev.firebucket.query.cache;

import dev.firebucket.query.grid.Samples;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples of several series of one file in a few arrays: a fresh file has one sample of each of
/// thousands of series, and an object for each would weigh more than they do. Immutable.
public final class SamplePage {
  private static final int EMPTY = -1;

  private final long[] times;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private final int[] bounds;
  private final long[] keys;
  private final int[] places;
  private final int mask;
  private final long bytes;

  /// @param ids of the series, each once
  /// @param bounds where the samples of each begin, and at the end where the last ones end
  /// @param times milliseconds, rising within a series
  /// @param histograms null where the sample is a float; the whole array is null if all samples are
  ///   floats
  /// @param startTimestamps null if they were not asked for
  SamplePage(
      long[] ids,
      int[] bounds,
      long[] times,
      double[] values,
      FloatHistogram @Nullable [] histograms,
      long @Nullable [] startTimestamps) {
    this.times = times;
    this.values = values;
    this.histograms = histograms;
    this.startTimestamps = startTimestamps;
    this.bounds = bounds;
    int capacity = Integer.highestOneBit(Math.max(4, ids.length)) << 1;
    keys = new long[capacity];
    places = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(places, EMPTY);
    for (int place = 0; place < ids.length; place++) {
      int slot = slotOf(ids[place]);
      keys[slot] = ids[place];
      places[slot] = place;
    }
    bytes = weight();
  }

  /// The samples of a series, null where it has none in this page.
  public @Nullable Samples samples(long id) {
    int place = places[slotOf(id)];
    if (place == EMPTY) {
      return null;
    }
    int from = bounds[place];
    int to = bounds[place + 1];
    return new Samples(times, values, histogramsWithin(from, to), startTimestamps, from, to - from);
  }

  /// The lane of histograms, null for a series of floats next to others that have histograms.
  private FloatHistogram @Nullable [] histogramsWithin(int from, int to) {
    FloatHistogram[] all = histograms;
    if (all != null) {
      for (int i = from; i < to; i++) {
        if (all[i] != null) {
          return all;
        }
      }
    }
    return null;
  }

  /// How many samples it holds.
  public int size() {
    return bounds[bounds.length - 1];
  }

  /// About how many bytes it takes.
  public long bytes() {
    return bytes;
  }

  private int slotOf(long id) {
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (places[slot] != EMPTY && keys[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private long weight() {
    long sum = 200 + 12L * keys.length + 4L * bounds.length + 16L * times.length;
    if (startTimestamps != null) {
      sum += 8L * startTimestamps.length;
    }
    if (histograms != null) {
      for (FloatHistogram histogram : histograms) {
        sum += 8 + (histogram == null ? 0 : weight(histogram));
      }
    }
    return sum;
  }

  private static long weight(FloatHistogram histogram) {
    return 200
        + 24L * (histogram.positiveSpans().size() + histogram.negativeSpans().size())
        + 8L * (histogram.positiveBuckets().length + histogram.negativeBuckets().length)
        + 8L * histogram.customBounds().length;
  }
}
