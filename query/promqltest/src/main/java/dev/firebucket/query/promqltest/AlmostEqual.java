package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;

/// Equality of numbers and histograms up to a millionth, as upstream's scripts are compared.
final class AlmostEqual {
  private static final double TOLERANCE = 1e-6;

  private AlmostEqual() {}

  static boolean numbers(double a, double b) {
    if (stale(a) || stale(b)) {
      return stale(a) && stale(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double difference = Math.abs(a - b);
    double size = Math.abs(a) + Math.abs(b);
    if (a == 0 || b == 0 || size < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(size, Double.MAX_VALUE) < TOLERANCE;
  }

  static boolean histograms(ScriptValue.Histogram wanted, FloatHistogram got) {
    FloatHistogram want = wanted.histogram();
    return want.schema() == got.schema()
        && numbers(want.count(), got.count())
        && numbers(want.sum(), got.sum())
        && numbers(want.zeroCount(), got.zeroCount())
        && want.zeroThreshold() == got.zeroThreshold()
        && Arrays.equals(want.customBounds(), got.customBounds())
        && buckets(
            want.positiveSpans(),
            want.positiveBuckets(),
            got.positiveSpans(),
            got.positiveBuckets())
        && buckets(
            want.negativeSpans(),
            want.negativeBuckets(),
            got.negativeSpans(),
            got.negativeBuckets())
        && (!wanted.hintWritten() || want.resetHint() == got.resetHint());
  }

  private static boolean buckets(
      List<FloatHistogram.Span> spans,
      double[] counts,
      List<FloatHistogram.Span> otherSpans,
      double[] otherCounts) {
    NavigableMap<Integer, Double> a = HistogramSum.buckets(spans, counts, 0);
    NavigableMap<Integer, Double> b = HistogramSum.buckets(otherSpans, otherCounts, 0);
    a.values().removeIf(count -> count == 0);
    b.values().removeIf(count -> count == 0);
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream()
            .allMatch(e -> numbers(e.getValue(), b.getOrDefault(e.getKey(), Double.NaN)));
  }

  private static boolean stale(double value) {
    return StaleMarker.is(value);
  }
}
