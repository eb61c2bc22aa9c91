package dev.firebucket.query.histogram;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.FloatHistogram;

/// A histogram as one line: `{count:4, sum:5, [-0.001,0.001]:1, (0.5,1]:3}`
/// (`FloatHistogram.String`). Empty buckets are left out.
public final class HistogramText {
  private HistogramText() {}

  public static String of(FloatHistogram histogram) {
    StringBuilder text =
        new StringBuilder("{count:")
            .append(FloatText.general(histogram.count()))
            .append(", sum:")
            .append(FloatText.general(histogram.sum()));
    negative(text, histogram);
    if (histogram.zeroCount() != 0) {
      double width = histogram.zeroThreshold();
      bucket(text, '[', -width, width, ']', histogram.zeroCount());
    }
    positive(text, histogram);
    return text.append('}').toString();
  }

  private static void negative(StringBuilder text, FloatHistogram histogram) {
    double[] counts = histogram.negativeBuckets();
    int[] indexes = Buckets.indexes(histogram.negativeSpans(), counts.length);
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] != 0) {
        bucket(
            text,
            '[',
            -upper(histogram, indexes[i]),
            -upper(histogram, indexes[i] - 1),
            ')',
            counts[i]);
      }
    }
  }

  private static void positive(StringBuilder text, FloatHistogram histogram) {
    double[] counts = histogram.positiveBuckets();
    int[] indexes = Buckets.indexes(histogram.positiveSpans(), counts.length);
    boolean custom = histogram.schema() == FloatHistogram.CUSTOM_BUCKETS;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        char opening = custom && indexes[i] == 0 ? '[' : '(';
        bucket(
            text,
            opening,
            upper(histogram, indexes[i] - 1),
            upper(histogram, indexes[i]),
            ']',
            counts[i]);
      }
    }
  }

  private static double upper(FloatHistogram histogram, int index) {
    return BucketBounds.upper(index, histogram.schema(), histogram.customBounds());
  }

  private static void bucket(
      StringBuilder text, char opening, double lower, double upper, char closing, double count) {
    text.append(", ")
        .append(opening)
        .append(FloatText.general(lower))
        .append(',')
        .append(FloatText.general(upper))
        .append(closing)
        .append(':')
        .append(FloatText.general(count));
  }
}
