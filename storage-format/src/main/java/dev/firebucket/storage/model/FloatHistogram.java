package dev.firebucket.storage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A native histogram with absolute bucket counts as doubles (Prometheus
/// `model/histogram/float_histogram.go`).
///
/// @param schema resolution: -4..8 exponential, -53 custom buckets
/// @param zeroThreshold half width of the zero bucket
/// @param zeroCount observations in the zero bucket
/// @param count all observations
/// @param sum their sum; the stale marker here makes the whole sample a stale marker
/// @param positiveSpans where the positive buckets lie
/// @param positiveBuckets absolute counts, one per bucket of the spans
/// @param negativeSpans where the negative buckets lie
/// @param negativeBuckets absolute counts, one per bucket of the spans
/// @param customBounds upper bounds of custom buckets (schema -53), without +Inf; empty otherwise
/// @param resetHint what is known about a counter reset before this sample
public record FloatHistogram(
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    List<Span> positiveSpans,
    double[] positiveBuckets,
    List<Span> negativeSpans,
    double[] negativeBuckets,
    double[] customBounds,
    ResetHint resetHint) {

  /// The schema of histograms with custom bounds.
  public static final int CUSTOM_BUCKETS = -53;

  /// The record, its arrays and lists without their elements.
  private static final int OBJECT_BYTES = 200;

  private static final int SPAN_BYTES = 24;

  /// A run of consecutive buckets.
  ///
  /// @param offset gap to the span before it, or the index of the first bucket for the first span
  /// @param length number of buckets
  public record Span(int offset, int length) {}

  /// What is known about a counter reset between the sample before and this one.
  public enum ResetHint {
    UNKNOWN(0),
    RESET(1),
    NOT_RESET(2),
    GAUGE(3);

    private final int code;

    ResetHint(int code) {
      this.code = code;
    }

    /// The number that stands for it in files and in Prometheus' remote write.
    public int code() {
      return code;
    }

    /// The hint with a number.
    ///
    /// @throws IllegalArgumentException for a number without a hint
    public static ResetHint of(int code) {
      for (ResetHint hint : values()) {
        if (hint.code == code) {
          return hint;
        }
      }
      throw new IllegalArgumentException("no histogram reset hint has the number " + code);
    }
  }

  /// @throws IllegalArgumentException when spans and buckets disagree
  public FloatHistogram {
    positiveSpans = List.copyOf(positiveSpans);
    negativeSpans = List.copyOf(negativeSpans);
    requireLengths(positiveSpans, positiveBuckets, "positive");
    requireLengths(negativeSpans, negativeBuckets, "negative");
  }

  private static void requireLengths(List<Span> spans, double[] buckets, String side) {
    long length = 0;
    for (Span span : spans) {
      length += span.length();
    }
    if (length != buckets.length) {
      throw new IllegalArgumentException(
          side
              + " spans of a histogram hold "
              + length
              + " buckets, but "
              + buckets.length
              + " are given");
    }
  }

  /// The same observations with another hint.
  public FloatHistogram withResetHint(ResetHint hint) {
    return hint == resetHint
        ? this
        : new FloatHistogram(
            schema,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positiveSpans,
            positiveBuckets,
            negativeSpans,
            negativeBuckets,
            customBounds,
            hint);
  }

  /// About how much memory it takes, in bytes.
  public long heldBytes() {
    int numbers = positiveBuckets.length + negativeBuckets.length + customBounds.length;
    int spans = positiveSpans.size() + negativeSpans.size();
    return OBJECT_BYTES + (long) numbers * Double.BYTES + (long) spans * SPAN_BYTES;
  }

  /// The same buckets with another sum: a stale marker, or no longer one.
  public FloatHistogram withSum(double changed) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        changed,
        positiveSpans,
        positiveBuckets,
        negativeSpans,
        negativeBuckets,
        customBounds,
        resetHint);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FloatHistogram that
        && schema == that.schema
        && Double.compare(zeroThreshold, that.zeroThreshold) == 0
        && Double.compare(zeroCount, that.zeroCount) == 0
        && Double.compare(count, that.count) == 0
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(that.sum)
        && positiveSpans.equals(that.positiveSpans)
        && negativeSpans.equals(that.negativeSpans)
        && Arrays.equals(positiveBuckets, that.positiveBuckets)
        && Arrays.equals(negativeBuckets, that.negativeBuckets)
        && Arrays.equals(customBounds, that.customBounds)
        && resetHint == that.resetHint;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        schema, count, sum, Arrays.hashCode(positiveBuckets), Arrays.hashCode(negativeBuckets));
  }
}
