package dev.firebucket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.storage.model.LabelSet;
import java.util.StringJoiner;

/// The `data` of a query's answer as promtool prints it: `up{job="x"} => 1 @[1795371454.789]`.
final class PromtoolText {
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
    String text =
        value.isTextual()
            ? value.asText()
            : "Count: " + value.path("count").asText() + ", Sum: " + value.path("sum").asText();
    return text + " @[" + sample.get(0).decimalValue().toPlainString() + "]";
  }
}
