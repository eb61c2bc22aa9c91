package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Adds histograms of a script, the second brought to the resolution of the first.
final class HistogramSum {
  private HistogramSum() {}

  /// @param sign 1 to add, -1 to subtract
  static FloatHistogram add(FloatHistogram a, FloatHistogram b, int sign) {
    NavigableMap<Integer, Double> positive = buckets(a.positiveSpans(), a.positiveBuckets(), 0);
    NavigableMap<Integer, Double> negative = buckets(a.negativeSpans(), a.negativeBuckets(), 0);
    int coarser = a.schema() == FloatHistogram.CUSTOM_BUCKETS ? 0 : b.schema() - a.schema();
    buckets(b.positiveSpans(), b.positiveBuckets(), coarser)
        .forEach((index, count) -> positive.merge(index, sign * count, Double::sum));
    buckets(b.negativeSpans(), b.negativeBuckets(), coarser)
        .forEach((index, count) -> negative.merge(index, sign * count, Double::sum));
    return new FloatHistogram(
        a.schema(),
        a.zeroThreshold(),
        a.zeroCount() + sign * b.zeroCount(),
        a.count() + sign * b.count(),
        a.sum() + sign * b.sum(),
        spans(positive),
        values(positive),
        spans(negative),
        values(negative),
        a.customBounds(),
        a.resetHint());
  }

  /// Counts by absolute index, `coarser` resolutions below the one written.
  static NavigableMap<Integer, Double> buckets(
      List<FloatHistogram.Span> spans, double[] counts, int coarser) {
    NavigableMap<Integer, Double> buckets = new TreeMap<>();
    int index = 0;
    int next = 0;
    for (FloatHistogram.Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++) {
        int target = coarser == 0 ? index : ((index - 1) >> coarser) + 1;
        buckets.merge(target, counts[next++], Double::sum);
        index++;
      }
    }
    return buckets;
  }

  static List<FloatHistogram.Span> spans(NavigableMap<Integer, Double> buckets) {
    List<FloatHistogram.Span> spans = new ArrayList<>();
    int end = 0;
    for (int index : buckets.keySet()) {
      if (!spans.isEmpty() && index == end) {
        FloatHistogram.Span last = spans.removeLast();
        spans.add(new FloatHistogram.Span(last.offset(), last.length() + 1));
      } else {
        spans.add(new FloatHistogram.Span(index - end, 1));
      }
      end = index + 1;
    }
    return spans;
  }

  static double[] values(Map<Integer, Double> buckets) {
    return buckets.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
