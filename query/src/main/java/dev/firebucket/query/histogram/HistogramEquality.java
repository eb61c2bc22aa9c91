package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;
import java.util.Arrays;

/// Whether two histograms hold the same data: same layout, same bits; hints of resets do not count
/// (`FloatHistogram.Equals`).
public final class HistogramEquality {
  private HistogramEquality() {}

  public static boolean same(FloatHistogram a, FloatHistogram b) {
    boolean custom = a.schema() == FloatHistogram.CUSTOM_BUCKETS;
    return a.schema() == b.schema()
        && sameBits(a.count(), b.count())
        && sameBits(a.sum(), b.sum())
        && (!custom || CustomBounds.match(a.customBounds(), b.customBounds()))
        && a.zeroThreshold() == b.zeroThreshold()
        && sameBits(a.zeroCount(), b.zeroCount())
        && sameBuckets(
            Buckets.indexes(a.negativeSpans(), a.negativeBuckets().length),
            a.negativeBuckets(),
            Buckets.indexes(b.negativeSpans(), b.negativeBuckets().length),
            b.negativeBuckets())
        && sameBuckets(
            Buckets.indexes(a.positiveSpans(), a.positiveBuckets().length),
            a.positiveBuckets(),
            Buckets.indexes(b.positiveSpans(), b.positiveBuckets().length),
            b.positiveBuckets());
  }

  private static boolean sameBuckets(
      int[] indexes, double[] counts, int[] otherIndexes, double[] otherCounts) {
    if (!Arrays.equals(indexes, otherIndexes)) {
      return false;
    }
    for (int i = 0; i < counts.length; i++) {
      if (!sameBits(counts[i], otherCounts[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }
}
