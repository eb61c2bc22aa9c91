package dev.firebucket.ingest.push;

import dev.firebucket.go.number.FloatText;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes groups as the JSON of `/api/v1/metrics`, keys in order of their names.
final class GroupsJson {
  private final StringBuilder json = new StringBuilder();

  static String of(Collection<PushedGroup> groups) {
    GroupsJson writer = new GroupsJson();
    writer.json.append("{\"status\":\"success\",\"data\":[");
    String separator = "";
    for (PushedGroup group : groups) {
      writer.json.append(separator);
      writer.group(group);
      separator = ",";
    }
    return writer.json.append("]}").toString();
  }

  private void group(PushedGroup group) {
    SortedMap<String, Runnable> fields = new TreeMap<>();
    group.allFamilies().forEach((name, timed) -> fields.put(name, () -> family(timed)));
    fields.put("labels", () -> texts(group.key().labels()));
    fields.put("last_push_successful", () -> json.append(group.lastPushSucceeded()));
    object(fields);
  }

  private void object(Map<String, Runnable> fields) {
    String separator = "{";
    for (Map.Entry<String, Runnable> field : fields.entrySet()) {
      json.append(separator);
      text(field.getKey());
      json.append(':');
      field.getValue().run();
      separator = ",";
    }
    json.append(fields.isEmpty() ? "{}" : "}");
  }

  private void family(PushedGroup.Timed timed) {
    PushedFamily family = timed.family();
    json.append("{\"time_stamp\":\"").append(timed.pushed()).append("\",\"type\":\"");
    json.append(family.type()).append('"');
    if (!family.help().isEmpty()) {
      json.append(",\"help\":");
      text(family.help());
    }
    json.append(",\"metrics\":[");
    String separator = "";
    for (PushedMetric metric : family.metrics()) {
      json.append(separator);
      metric(metric);
      separator = ",";
    }
    json.append("]}");
  }

  private void metric(PushedMetric metric) {
    SortedMap<String, Runnable> fields = new TreeMap<>();
    fields.put("labels", () -> texts(metric.labels()));
    switch (metric.value()) {
      case MetricValue.Simple simple ->
          fields.put("value", () -> text(FloatText.general(simple.value())));
      case MetricValue.Summary summary -> {
        SortedMap<String, String> quantiles = new TreeMap<>();
        summary
            .quantiles()
            .forEach(
                q -> quantiles.put(FloatText.general(q.quantile()), FloatText.general(q.value())));
        fields.put("quantiles", () -> texts(quantiles));
        total(fields, summary.count(), summary.sum());
      }
      case MetricValue.Histogram histogram -> {
        SortedMap<String, String> buckets = new TreeMap<>();
        histogram
            .buckets()
            .forEach(
                b ->
                    buckets.put(
                        FloatText.general(b.upperBound()), Long.toUnsignedString(b.count())));
        fields.put("buckets", () -> texts(buckets));
        total(fields, histogram.count(), histogram.sum());
      }
    }
    object(fields);
  }

  private void total(SortedMap<String, Runnable> fields, long count, double sum) {
    fields.put("count", () -> text(Long.toUnsignedString(count)));
    fields.put("sum", () -> text(FloatText.general(sum)));
  }

  private void texts(SortedMap<String, String> texts) {
    SortedMap<String, Runnable> fields = new TreeMap<>();
    texts.forEach((name, value) -> fields.put(name, () -> text(value)));
    object(fields);
  }

  /// As Go writes a text, which escapes what HTML could read as markup.
  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
