package dev.firebucket.query.duckdb;

import dev.firebucket.query.format.GoNumber;

/// A number as OpenMetrics writes it in a label: `0.5`, `1.0`, `+Inf`
/// (`labels.FormatOpenMetricsFloat` of Prometheus).
public final class OpenMetricsNumber {
  private OpenMetricsNumber() {}

  public static String of(double value) {
    String text = GoNumber.general(value);
    boolean plain = Double.isFinite(value) && text.indexOf('e') < 0 && text.indexOf('.') < 0;
    return plain ? text + ".0" : text;
  }

  /// Of a number as Go's `%f` writes it.
  static String of(String number) {
    return switch (number) {
      case "+Inf" -> of(Double.POSITIVE_INFINITY);
      case "-Inf" -> of(Double.NEGATIVE_INFINITY);
      default -> of(Double.parseDouble(number));
    };
  }
}
