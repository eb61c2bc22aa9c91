package dev.firebucket.ingest.push;

import dev.firebucket.go.number.FloatText;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes families in text format 0.0.4, as the Pushgateway does.
final class FamilyText {
  private final StringBuilder text = new StringBuilder();
  private final boolean complete;

  /// @param complete whether a histogram without a `+Inf` bucket gets one, as a scraper wants it; a
  ///   group is kept without
  FamilyText(boolean complete) {
    this.complete = complete;
  }

  FamilyText add(PushedFamily family) {
    if (!family.help().isEmpty()) {
      text.append("# HELP ").append(family.name()).append(' ');
      escape(family.help(), false);
      text.append('\n');
    }
    text.append("# TYPE ").append(family.name()).append(' ');
    text.append(family.type().textName()).append('\n');
    for (PushedMetric metric : family.metrics()) {
      add(family, metric);
    }
    return this;
  }

  private void add(PushedFamily family, PushedMetric metric) {
    String name = family.name();
    SortedMap<String, String> labels = metric.labels();
    switch (metric.value()) {
      case MetricValue.Simple simple -> sample(name, labels, number(simple.value()));
      case MetricValue.Summary summary -> {
        for (MetricValue.Point point : summary.quantiles()) {
          String quantile = FloatText.general(point.quantile());
          sample(name, with(labels, "quantile", quantile), number(point.value()));
        }
        sample(name + "_sum", labels, number(summary.sum()));
        sample(name + "_count", labels, Long.toUnsignedString(summary.count()));
      }
      case MetricValue.Histogram histogram -> {
        boolean infinite = false;
        for (MetricValue.Bucket bucket : histogram.buckets()) {
          bucket(name, labels, bucket);
          infinite |= bucket.upperBound() == Double.POSITIVE_INFINITY;
        }
        if (complete && !infinite) {
          bucket(name, labels, new MetricValue.Bucket(Double.POSITIVE_INFINITY, histogram.count()));
        }
        sample(name + "_sum", labels, number(histogram.sum()));
        sample(name + "_count", labels, Long.toUnsignedString(histogram.count()));
      }
    }
  }

  /// The text format knows no negative zero.
  private static String number(double value) {
    return value == 0 ? "0" : FloatText.general(value);
  }

  private void bucket(String name, SortedMap<String, String> labels, MetricValue.Bucket bucket) {
    sample(
        name + "_bucket",
        with(labels, "le", FloatText.general(bucket.upperBound())),
        Long.toUnsignedString(bucket.count()));
  }

  /// The label of a bucket or quantile comes last.
  private static Map<String, String> with(
      SortedMap<String, String> labels, String name, String value) {
    Map<String, String> all = new java.util.LinkedHashMap<>(new TreeMap<>(labels));
    all.put(name, value);
    return all;
  }

  private void sample(String name, Map<String, String> labels, String value) {
    text.append(name);
    String separator = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(label.getKey()).append("=\"");
      escape(label.getValue(), true);
      text.append('"');
      separator = ",";
    }
    if (!labels.isEmpty()) {
      text.append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  private void escape(String value, boolean quotes) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '"' -> text.append(quotes ? "\\\"" : "\"");
        default -> text.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
