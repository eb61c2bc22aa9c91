package dev.firebucket.query.result;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.histogram.Remark;

/// A remark on histograms as Prometheus words it (`util/annotations/annotations.go`).
///
/// @param warning whether it is a warning, else it is an info
/// @param text without the prefix `PromQL warning: `
public record RemarkText(boolean warning, String text) {
  /// @param subject the metric's name; of an aggregation its keyword, of an operator its symbol
  public static RemarkText of(Remark remark, String subject) {
    return switch (remark) {
      case MIXED_FLOATS_HISTOGRAMS ->
          warning(
              "encountered a mix of histograms and floats for metric name "
                  + Quote.string(subject));
      case MIXED_IN_AGGREGATION ->
          warning("encountered a mix of histograms and floats for aggregation");
      case NOT_A_COUNTER ->
          warning("this native histogram metric is not a counter: " + Quote.string(subject));
      case NOT_A_GAUGE ->
          warning("this native histogram metric is not a gauge: " + Quote.string(subject));
      case MIXED_EXPONENTIAL_CUSTOM ->
          warning(
              "vector contains a mix of histograms with exponential and custom buckets schemas for"
                  + " metric name "
                  + Quote.string(subject));
      case RECONCILED_BOUNDS_IN_ADDITION -> reconciled("addition");
      case RECONCILED_BOUNDS_IN_SUBTRACTION -> reconciled("subtraction");
      case RECONCILED_BOUNDS_IN_AGGREGATION -> reconciled("aggregation");
      case RESET_COLLISION_IN_ADDITION -> collision("addition");
      case RESET_COLLISION_IN_SUBTRACTION -> collision("subtraction");
      case RESET_COLLISION_IN_AGGREGATION -> collision("aggregation");
      case HISTOGRAM_IGNORED_IN_AGGREGATION ->
          info("ignored histogram in " + subject + " aggregation");
      case HISTOGRAMS_IGNORED_IN_RANGE ->
          info(
              "ignored histograms in a range containing both floats and histograms for metric name "
                  + Quote.string(subject));
      case MIXED_CLASSIC_NATIVE ->
          warning(named("vector contains a mix of classic and native histograms", subject));
      case QUANTILE_IS_NAN ->
          ofMetric("input to histogram_quantile has NaN observations, result is NaN", subject);
      case QUANTILE_IS_SKEWED ->
          ofMetric(
              "input to histogram_quantile has NaN observations, result is skewed higher", subject);
      case NAN_IS_IN_NO_FRACTION ->
          ofMetric(
              "input to histogram_fraction has NaN observations, which are excluded from all"
                  + " fractions",
              subject);
      case FLOAT_WITH_FLOAT -> incompatible("float", subject, "float");
      case FLOAT_WITH_HISTOGRAM -> incompatible("float", subject, "histogram");
      case HISTOGRAM_WITH_FLOAT -> incompatible("histogram", subject, "float");
      case HISTOGRAM_WITH_HISTOGRAM -> incompatible("histogram", subject, "histogram");
      case INCOMPATIBLE_BUCKETS ->
          warning("incompatible bucket layout encountered for binary operator " + subject);
    };
  }

  private static RemarkText warning(String text) {
    return new RemarkText(true, text);
  }

  private static RemarkText info(String text) {
    return new RemarkText(false, text);
  }

  /// A metric without a name, or whose name is already dropped, is reported without a name.
  private static String named(String text, String metric) {
    return metric.isEmpty() ? text : text + " for metric name " + Quote.string(metric);
  }

  private static RemarkText ofMetric(String text, String metric) {
    return info(named(text, metric));
  }

  private static RemarkText reconciled(String operation) {
    return info("mismatched custom buckets were reconciled during " + operation);
  }

  private static RemarkText collision(String operation) {
    return warning("conflicting counter resets during histogram " + operation);
  }

  private static RemarkText incompatible(String left, String symbol, String right) {
    return info(
        "incompatible sample types encountered for binary operator "
            + Quote.string(symbol)
            + ": "
            + left
            + " "
            + symbol
            + " "
            + right);
  }
}
