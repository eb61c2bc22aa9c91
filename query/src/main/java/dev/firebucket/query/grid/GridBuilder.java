package dev.firebucket.query.grid;

import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/// Fills a [Grid], each step at most once or the last one counts. Not for use by several threads.
public final class GridBuilder {
  private final Steps steps;
  private final double[] values;
  private final long[] presence;
  private FloatHistogram @Nullable [] histograms;

  public GridBuilder(Steps steps) {
    this.steps = steps;
    this.values = new double[steps.count()];
    this.presence = new long[(steps.count() + 63) >> 6];
  }

  /// A number at a step.
  public void set(int step, double value) {
    values[step] = value;
    presence[step >> 6] |= 1L << step;
  }

  /// A histogram at a step.
  public void set(int step, FloatHistogram histogram) {
    FloatHistogram[] all = histograms;
    if (all == null) {
      all = new FloatHistogram[values.length];
      histograms = all;
    }
    all[step] = histogram;
    presence[step >> 6] |= 1L << step;
  }

  /// Whatever another grid of the same steps has at a step.
  public void copy(Grid from, int step) {
    copy(from, step, step);
  }

  /// Whatever another grid has at its step `source`.
  public void copy(Grid from, int source, int step) {
    FloatHistogram histogram = from.histogram(source);
    if (histogram == null) {
      set(step, from.value(source));
    } else {
      set(step, histogram);
    }
  }

  /// Whatever a sample has.
  public void copy(Samples from, int index, int step) {
    FloatHistogram histogram = from.histogram(index);
    if (histogram == null) {
      set(step, from.value(index));
    } else {
      set(step, histogram);
    }
  }

  public boolean isPresent(int step) {
    return (presence[step >> 6] >>> step & 1L) != 0;
  }

  /// Whether a histogram was set at a step.
  public boolean isHistogram(int step) {
    FloatHistogram[] all = histograms;
    return all != null && all[step] != null;
  }

  /// A number at a step that had a histogram.
  public void replace(int step, double value) {
    FloatHistogram[] all = histograms;
    if (all != null) {
      all[step] = null;
    }
    set(step, value);
  }

  public double value(int step) {
    return values[step];
  }

  /// The grid; the builder must not be used after.
  public Grid build() {
    int count = 0;
    for (long word : presence) {
      count += Long.bitCount(word);
    }
    return new Grid(steps, values, presence, count, histograms);
  }
}
