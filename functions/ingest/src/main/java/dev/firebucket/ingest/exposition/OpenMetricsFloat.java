package dev.firebucket.ingest.exposition;

import java.math.BigDecimal;

/// A number as OpenMetrics writes it in `le` and `quantile`: the shortest form that reads back,
/// with a point or an exponent (`1.0`, `0.25`, `1e+06`, `+Inf`).
///
/// Prometheus rewrites the bounds of classic histograms and summaries so, whatever the target wrote
/// (<https://prometheus.io/docs/specs/om/open_metrics_spec/#considerations-canonical-numbers>).
public final class OpenMetricsFloat {
  private OpenMetricsFloat() {}

  /// The canonical form of a number.
  public static String format(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    String sign = number < 0 ? "-" : "";
    return sign
        + (exponent < -4 || exponent >= 6 ? scientific(digits, exponent) : plain(shortest.abs()));
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    int size = Math.abs(exponent);
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static String plain(BigDecimal number) {
    String text = number.toPlainString();
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }
}
