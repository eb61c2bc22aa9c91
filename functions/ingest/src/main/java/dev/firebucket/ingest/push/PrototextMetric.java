package dev.firebucket.ingest.push;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import java.util.Map;

/// A metric as the Pushgateway's errors show it, in protobuf's text form.
final class PrototextMetric {
  private PrototextMetric() {}

  static String of(PushedFamily family, PushedMetric metric) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : metric.labels().entrySet()) {
      text.append("label:{name:").append(Quote.string(label.getKey()));
      text.append(" value:").append(Quote.string(label.getValue())).append("} ");
    }
    switch (metric.value()) {
      case MetricValue.Simple simple ->
          text.append(family.type().textName())
              .append(":{value:")
              .append(FloatText.general(simple.value()))
              .append('}');
      case MetricValue.Summary summary -> {
        text.append("summary:{sample_count:").append(Long.toUnsignedString(summary.count()));
        text.append(" sample_sum:").append(FloatText.general(summary.sum()));
        for (MetricValue.Point point : summary.quantiles()) {
          text.append(" quantile:{quantile:").append(FloatText.general(point.quantile()));
          text.append(" value:").append(FloatText.general(point.value())).append('}');
        }
        text.append('}');
      }
      case MetricValue.Histogram histogram -> {
        text.append("histogram:{sample_count:").append(Long.toUnsignedString(histogram.count()));
        text.append(" sample_sum:").append(FloatText.general(histogram.sum()));
        for (MetricValue.Bucket bucket : histogram.buckets()) {
          text.append(" bucket:{cumulative_count:").append(Long.toUnsignedString(bucket.count()));
          text.append(" upper_bound:").append(FloatText.general(bucket.upperBound())).append('}');
        }
        text.append('}');
      }
    }
    return text.toString();
  }
}
