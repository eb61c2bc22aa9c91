package dev.firebucket.ingest.push;

import java.util.Map;

/// A metric as the Pushgateway's errors show it, in protobuf's text form.
final class PrototextMetric {
  private PrototextMetric() {}

  static String of(PushedFamily family, PushedMetric metric) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : metric.labels().entrySet()) {
      text.append("label:{name:").append(GoText.quoted(label.getKey()));
      text.append(" value:").append(GoText.quoted(label.getValue())).append("} ");
    }
    switch (metric.value()) {
      case MetricValue.Simple simple ->
          text.append(family.type().textName())
              .append(":{value:")
              .append(GoText.number(simple.value()))
              .append('}');
      case MetricValue.Summary summary -> {
        text.append("summary:{sample_count:").append(Long.toUnsignedString(summary.count()));
        text.append(" sample_sum:").append(GoText.number(summary.sum()));
        for (MetricValue.Point point : summary.quantiles()) {
          text.append(" quantile:{quantile:").append(GoText.number(point.quantile()));
          text.append(" value:").append(GoText.number(point.value())).append('}');
        }
        text.append('}');
      }
      case MetricValue.Histogram histogram -> {
        text.append("histogram:{sample_count:").append(Long.toUnsignedString(histogram.count()));
        text.append(" sample_sum:").append(GoText.number(histogram.sum()));
        for (MetricValue.Bucket bucket : histogram.buckets()) {
          text.append(" bucket:{cumulative_count:").append(Long.toUnsignedString(bucket.count()));
          text.append(" upper_bound:").append(GoText.number(bucket.upperBound())).append('}');
        }
        text.append('}');
      }
    }
    return text.toString();
  }
}
