package dev.firebucket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.LabelSet;
import java.util.StringJoiner;

/// The `data` of a query's answer as promtool prints it: `up{job="x"} => 1 @[1795371454.789]`.
final class PromtoolText {
  private static final int DECIMALS = 6;

  private PromtoolText() {}

  static String of(JsonNode data) {
    JsonNode result = data.get("result");
    return switch (data.get("resultType").asText()) {
      case "scalar" -> "scalar: " + sample(result);
      case "string" -> result.get(1).asText();
      case "vector" -> vector(result);
      case "matrix" -> matrix(result);
      case String other ->
          throw CommandFailure.wrong("the server answered with an unknown type: " + other);
    };
  }

  private static String vector(JsonNode result) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode series : result) {
      JsonNode value = series.has("value") ? series.get("value") : series.get("histogram");
      lines.add(labels(series) + " => " + sample(value));
    }
    return lines.toString();
  }

  private static String matrix(JsonNode result) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode series : result) {
      lines.add(labels(series) + " =>");
      series.path("values").forEach(value -> lines.add(sample(value)));
      series.path("histograms").forEach(value -> lines.add(sample(value)));
    }
    return lines.toString();
  }

  private static String labels(JsonNode series) {
    LabelSet.Builder labels = LabelSet.builder();
    series
        .get("metric")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue().asText()));
    return labels.build().toString();
  }

  private static String sample(JsonNode sample) {
    JsonNode value = sample.get(1);
    String text = value.isTextual() ? value.asText() : histogram(value);
    return text + " @[" + sample.get(0).decimalValue().toPlainString() + "]";
  }

  /// `Count: 2.000000, Sum: 3.000000, Buckets: [(0.5,1]:1 (1,2]:1]`
  private static String histogram(JsonNode histogram) {
    StringJoiner buckets = new StringJoiner(" ", "[", "]");
    histogram.path("buckets").forEach(bucket -> buckets.add(bucket(bucket)));
    return "Count: %s, Sum: %s, Buckets: %s"
        .formatted(fixed(histogram.get("count")), fixed(histogram.get("sum")), buckets);
  }

  private static String fixed(JsonNode number) {
    return FloatText.fixed(number(number), DECIMALS);
  }

  private static double number(JsonNode text) {
    return switch (text.asText()) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text.asText());
    };
  }

  /// Which bounds belong to it: 0 the upper, 1 the lower, 2 neither, 3 both.
  private static String bucket(JsonNode bucket) {
    int bounds = bucket.get(0).asInt();
    return (bounds == 1 || bounds == 3 ? "[" : "(")
        + FloatText.general(number(bucket.get(1)))
        + ","
        + FloatText.general(number(bucket.get(2)))
        + (bounds == 0 || bounds == 3 ? "]" : ")")
        + ":"
        + FloatText.plain(number(bucket.get(3)));
  }
}
