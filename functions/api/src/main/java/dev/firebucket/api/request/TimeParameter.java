package dev.firebucket.api.request;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.go.time.PrometheusTime;
import java.math.BigDecimal;

/// Times as the Prometheus API takes them.
public final class TimeParameter {
  private TimeParameter() {}

  /// A time that must be given.
  ///
  /// @return milliseconds since the epoch
  public static long required(RequestParameters parameters, String name) {
    String text = parameters.first(name);
    try {
      return PrometheusTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter(name, message(e));
    }
  }

  /// A time, or another where none is given.
  ///
  /// @return milliseconds since the epoch
  public static long optional(RequestParameters parameters, String name, long otherwise) {
    String text = parameters.first(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return PrometheusTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter(
          name, "invalid time value for '" + name + "': " + message(e));
    }
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }

  /// Seconds since the epoch, exactly, as JSON shows a time.
  public static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros();
  }
}
