package dev.firebucket.query.grid;

import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/// One series over all steps of a node: at each step a number, or nothing. Immutable once built.
///
/// Absent is not NaN: a separate bitmap holds presence. A second lane holds native histograms where
/// there are any; a present step has either a number or a histogram.
public final class Grid {
  private final Steps steps;
  private final double[] values;
  private final long[] presence;
  private final int presentCount;
  private final FloatHistogram @Nullable [] histograms;

  public Grid(
      Steps steps,
      double[] values,
      long[] presence,
      int presentCount,
      FloatHistogram @Nullable [] histograms) {
    this.steps = steps;
    this.values = values;
    this.presence = presence;
    this.presentCount = presentCount;
    this.histograms = histograms;
  }

  /// A grid with the same number at every step.
  public static Grid constant(Steps steps, double value) {
    GridBuilder builder = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      builder.set(step, value);
    }
    return builder.build();
  }

  /// A grid with the evaluation time in seconds at every step.
  public static Grid times(Steps steps) {
    GridBuilder builder = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      builder.set(step, steps.time(step) / 1000.0);
    }
    return builder.build();
  }

  public Steps steps() {
    return steps;
  }

  /// How many steps there are, present or not.
  public int size() {
    return values.length;
  }

  /// How many steps hold something.
  public int presentCount() {
    return presentCount;
  }

  public boolean isEmpty() {
    return presentCount == 0;
  }

  /// Whether every step holds something.
  public boolean isFull() {
    return presentCount == values.length;
  }

  public boolean isPresent(int step) {
    return (presence[step >> 6] >>> step & 1L) != 0;
  }

  /// The number at a step; meaningless where nothing or a histogram is present.
  public double value(int step) {
    return values[step];
  }

  /// The histogram at a step, null where there is a number or nothing.
  public @Nullable FloatHistogram histogram(int step) {
    FloatHistogram[] all = histograms;
    return all == null ? null : all[step];
  }

  /// Whether any step may hold a histogram.
  public boolean hasHistograms() {
    return histograms != null;
  }

  /// Whether any step holds a number.
  public boolean hasNumbers() {
    return histograms == null ? presentCount > 0 : !floats().isEmpty();
  }

  /// The first present step at or after `from`, or -1.
  public int nextPresent(int from) {
    int word = from >> 6;
    if (from >= values.length) {
      return -1;
    }
    long bits = presence[word] & -1L << from;
    while (bits == 0) {
      word++;
      if (word >= presence.length) {
        return -1;
      }
      bits = presence[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /// Whether some step is present in both.
  public boolean overlaps(Grid other) {
    for (int word = 0; word < presence.length; word++) {
      if ((presence[word] & other.presence[word]) != 0) {
        return true;
      }
    }
    return false;
  }

  /// This grid at the steps that `mask` has too (`keep`) or has not.
  public Grid masked(Grid mask, boolean keep) {
    long[] bits = new long[presence.length];
    int count = 0;
    for (int word = 0; word < bits.length; word++) {
      bits[word] = presence[word] & (keep ? mask.presence[word] : ~mask.presence[word]);
      count += Long.bitCount(bits[word]);
    }
    return count == presentCount ? this : new Grid(steps, values, bits, count, histograms);
  }

  /// This grid at the steps of a bitmap alone.
  public Grid at(long[] selected) {
    long[] bits = new long[presence.length];
    int count = 0;
    for (int word = 0; word < bits.length; word++) {
      bits[word] = presence[word] & selected[word];
      count += Long.bitCount(bits[word]);
    }
    return new Grid(steps, values, bits, count, histograms);
  }

  /// The numbers of this grid, without its histograms.
  public Grid floats() {
    FloatHistogram[] all = histograms;
    if (all == null) {
      return this;
    }
    long[] bits = presence.clone();
    int count = presentCount;
    for (int step = 0; step < all.length; step++) {
      if (all[step] != null && isPresent(step)) {
        bits[step >> 6] &= ~(1L << step);
        count--;
      }
    }
    return new Grid(steps, values, bits, count, null);
  }

  /// Whether a histogram is present at a step.
  public boolean isHistogram(int step) {
    FloatHistogram[] all = histograms;
    return all != null && all[step] != null && isPresent(step);
  }

  /// Sets the bits of the steps present here.
  public void markPresence(long[] bits) {
    for (int word = 0; word < bits.length; word++) {
      bits[word] |= presence[word];
    }
  }
}
