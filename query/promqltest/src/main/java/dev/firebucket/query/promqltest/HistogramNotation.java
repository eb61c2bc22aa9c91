package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads histograms between double braces: `schema:1 sum:5 count:4 buckets:[1 2 1]`.
final class HistogramNotation {
  private static final Pattern PART = Pattern.compile("(\\w+):(\\[[^\\]]*\\]|\\S+)");

  private final Map<String, String> parts = new HashMap<>();

  private HistogramNotation(String body) {
    Matcher matcher = PART.matcher(body);
    while (matcher.find()) {
      parts.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }
  }

  static ScriptValue.Histogram read(String body) {
    HistogramNotation notation = new HistogramNotation(body);
    return new ScriptValue.Histogram(
        notation.histogram(), notation.parts.containsKey("counter_reset_hint"));
  }

  private FloatHistogram histogram() {
    double[] positive = array("buckets");
    double[] negative = array("n_buckets");
    return new FloatHistogram(
        (int) number("schema"),
        number("z_bucket_w"),
        number("z_bucket"),
        number("count"),
        number("sum"),
        spans(positive, "offset"),
        positive,
        spans(negative, "n_offset"),
        negative,
        array("custom_values"),
        hint());
  }

  private FloatHistogram.ResetHint hint() {
    return FloatHistogram.ResetHint.valueOf(
        parts.getOrDefault("counter_reset_hint", "unknown").toUpperCase(Locale.ROOT));
  }

  private List<FloatHistogram.Span> spans(double[] buckets, String offset) {
    return buckets.length == 0
        ? List.of()
        : List.of(new FloatHistogram.Span((int) number(offset), buckets.length));
  }

  private double number(String key) {
    String text = parts.get(key);
    return text == null ? 0 : SeriesNotation.number(text);
  }

  private double[] array(String key) {
    String text = parts.getOrDefault(key, "[]");
    List<Double> values = new ArrayList<>();
    for (String value : text.substring(1, text.length() - 1).strip().split("\\s+", -1)) {
      if (!value.isEmpty()) {
        values.add(SeriesNotation.number(value));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
