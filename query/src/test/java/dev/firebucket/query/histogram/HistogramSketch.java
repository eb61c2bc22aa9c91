package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.Arrays;
import java.util.List;

/// Histograms for tests, told by what matters to them.
final class HistogramSketch {
  private static final double[] NONE = {};

  private HistogramSketch() {}

  /// Buckets of a standard schema from index `offset` on; all observations are in them.
  static FloatHistogram exponential(int schema, int offset, double... buckets) {
    return zero(schema, 0, 0, offset, buckets);
  }

  /// The same with a zero bucket.
  static FloatHistogram zero(
      int schema, double threshold, double zeroCount, int offset, double... buckets) {
    double count = Arrays.stream(buckets).sum() + zeroCount;
    return new FloatHistogram(
        schema,
        threshold,
        zeroCount,
        count,
        count * 2,
        List.of(new Span(offset, buckets.length)),
        buckets,
        List.of(),
        NONE,
        NONE,
        ResetHint.UNKNOWN);
  }

  /// Negative buckets from index `offset` on, away from zero.
  static FloatHistogram negative(int schema, int offset, double... buckets) {
    double count = Arrays.stream(buckets).sum();
    return new FloatHistogram(
        schema,
        0,
        0,
        count,
        -count,
        List.of(),
        NONE,
        List.of(new Span(offset, buckets.length)),
        buckets,
        NONE,
        ResetHint.UNKNOWN);
  }

  /// Custom buckets: one more than there are bounds.
  static FloatHistogram custom(double[] bounds, double... buckets) {
    double count = Arrays.stream(buckets).sum();
    return new FloatHistogram(
        FloatHistogram.CUSTOM_BUCKETS,
        0,
        0,
        count,
        count,
        List.of(new Span(0, buckets.length)),
        buckets,
        List.of(),
        NONE,
        bounds,
        ResetHint.UNKNOWN);
  }

  static double[] bounds(double... bounds) {
    return bounds;
  }
}
