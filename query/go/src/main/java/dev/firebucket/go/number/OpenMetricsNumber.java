package dev.firebucket.go.number;

/// A number as OpenMetrics writes it in the labels `le` and `quantile`: the shortest form that
/// reads back, with a point or an exponent (`1.0`, `0.25`, `1e+06`, `+Inf`).
///
/// Prometheus rewrites the bounds of classic histograms and summaries so, whatever the target wrote
/// (`labels.FormatOpenMetricsFloat`,
/// <https://prometheus.io/docs/specs/om/open_metrics_spec/#considerations-canonical-numbers>).
public final class OpenMetricsNumber {
  private OpenMetricsNumber() {}

  /// The canonical form of a number. Zero has no sign.
  public static String of(double number) {
    if (number == 0) {
      return "0.0";
    }
    String text = FloatText.general(number);
    boolean whole = Double.isFinite(number) && text.indexOf('e') < 0 && text.indexOf('.') < 0;
    return whole ? text + ".0" : text;
  }
}
