package dev.firebucket.query.duckdb;

import dev.firebucket.storage.model.FloatHistogram;

/// How much a histogram weighs against the limit of samples, as Prometheus reckons it
/// (`FloatHistogram.Size` and `totalHPointSize`): its bytes by those of a float sample.
public final class HistogramSize {
  private static final int FIXED_BYTES = 168 + Long.BYTES;
  private static final int BYTES_OF_A_SAMPLE = 16;

  private HistogramSize() {}

  /// How many float samples it stands for.
  public static long samples(FloatHistogram histogram) {
    long parts =
        (long) histogram.positiveSpans().size()
            + histogram.negativeSpans().size()
            + histogram.positiveBuckets().length
            + histogram.negativeBuckets().length
            + histogram.customBounds().length;
    return (FIXED_BYTES + parts * Long.BYTES) / BYTES_OF_A_SAMPLE;
  }
}
