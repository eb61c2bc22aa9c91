package dev.firebucket.query.promqltest;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.StringJoiner;

/// Writes histograms between double braces, what is zero left out: `{{schema:1 count:4 buckets:[1 2
/// 1]}}`.
final class HistogramWriting {
  private HistogramWriting() {}

  static String of(FloatHistogram histogram) {
    StringJoiner parts = new StringJoiner(" ", "{{", "}}");
    if (histogram.schema() != 0) {
      parts.add("schema:" + histogram.schema());
    }
    number(parts, "count", histogram.count());
    number(parts, "sum", histogram.sum());
    number(parts, "z_bucket", histogram.zeroCount());
    number(parts, "z_bucket_w", histogram.zeroThreshold());
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS) {
      parts.add("custom_values:" + list(Arrays.stream(histogram.customBounds()).boxed().toList()));
    }
    if (histogram.resetHint() != FloatHistogram.ResetHint.UNKNOWN) {
      parts.add("counter_reset_hint:" + histogram.resetHint().name().toLowerCase(Locale.ROOT));
    }
    buckets(parts, "", histogram.positiveSpans(), histogram.positiveBuckets());
    buckets(parts, "n_", histogram.negativeSpans(), histogram.negativeBuckets());
    return parts.toString();
  }

  private static void number(StringJoiner parts, String name, double value) {
    if (value != 0) {
      parts.add(name + ":" + FloatText.general(value));
    }
  }

  private static void buckets(
      StringJoiner parts, String prefix, List<FloatHistogram.Span> spans, double[] counts) {
    NavigableMap<Integer, Double> found = HistogramSum.buckets(spans, counts, 0);
    found.values().removeIf(count -> count == 0);
    if (found.isEmpty()) {
      return;
    }
    if (found.firstKey() != 0) {
      parts.add(prefix + "offset:" + found.firstKey());
    }
    List<Double> all = new ArrayList<>();
    for (int index = found.firstKey(); index <= found.lastKey(); index++) {
      all.add(found.getOrDefault(index, 0.0));
    }
    parts.add(prefix + "buckets:" + list(all));
  }

  private static String list(List<Double> values) {
    StringJoiner list = new StringJoiner(" ", "[", "]");
    values.forEach(value -> list.add(FloatText.general(value)));
    return list.toString();
  }
}
