package dev.firebucket.alerting.template.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// A native histogram as text: `{count:3, sum:4.5, (1,2]:3}`, empty buckets left out.
final class HistogramText {
  private static final MathContext EXACT = new MathContext(40);

  private HistogramText() {}

  static String of(FloatHistogram histogram) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    text.add("count:" + FloatText.general(histogram.count()));
    text.add("sum:" + FloatText.general(histogram.sum()));
    buckets(histogram, false).reversed().forEach(text::add);
    if (histogram.zeroCount() != 0) {
      String threshold = FloatText.general(histogram.zeroThreshold());
      String lower = FloatText.general(-histogram.zeroThreshold());
      text.add("[" + lower + "," + threshold + "]:" + FloatText.general(histogram.zeroCount()));
    }
    buckets(histogram, true).forEach(text::add);
    return text.toString();
  }

  private static List<String> buckets(FloatHistogram histogram, boolean positive) {
    List<Span> spans = positive ? histogram.positiveSpans() : histogram.negativeSpans();
    double[] counts = positive ? histogram.positiveBuckets() : histogram.negativeBuckets();
    List<String> buckets = new ArrayList<>();
    int index = 0;
    int at = 0;
    for (Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++) {
        if (counts[at] != 0) {
          buckets.add(bucket(histogram, index, positive) + ":" + FloatText.general(counts[at]));
        }
        at++;
        index++;
      }
    }
    return buckets;
  }

  private static String bucket(FloatHistogram histogram, int index, boolean positive) {
    double outer = bound(histogram, index);
    double inner = bound(histogram, index - 1);
    double lower = positive ? inner : -outer;
    double upper = positive ? outer : -inner;
    boolean custom = histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
    boolean lowerIncluded = custom ? index == 0 : lower < 0;
    boolean upperIncluded = custom || upper > 0;
    return (lowerIncluded ? "[" : "(")
        + FloatText.general(lower)
        + ","
        + FloatText.general(upper)
        + (upperIncluded ? "]" : ")");
  }

  private static double bound(FloatHistogram histogram, int index) {
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS) {
      double[] bounds = histogram.customBounds();
      if (index < 0) {
        return Double.NEGATIVE_INFINITY;
      }
      return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
    }
    int schema = histogram.schema();
    long exponent = schema < 0 ? (long) index << -schema : index >> schema;
    int fraction = schema <= 0 ? 0 : index & ((1 << schema) - 1);
    if (exponent == 1024 && fraction == 0) {
      return Double.MAX_VALUE;
    }
    int scale = (int) Math.clamp(exponent, -2000L, 2000L);
    return Math.scalb(powerOfTwo(fraction, schema), scale);
  }

  /// `2^(numerator / 2^schema)`, rounded once: by square roots with digits to spare. Prometheus
  /// takes these from a table whose last digit is at times one off.
  private static double powerOfTwo(int numerator, int schema) {
    BigDecimal root = BigDecimal.TWO;
    for (int i = 0; i < schema; i++) {
      root = root.sqrt(EXACT);
    }
    return root.pow(numerator, EXACT).doubleValue();
  }
}
