package dev.firebucket.api.request;

import dev.firebucket.api.answer.ApiException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times as the Prometheus API takes them: seconds since the epoch with decimals, or RFC 3339
/// (`web/api/v1/api.go`, `parseTime`).
public final class TimeParameter {
  /// As far back as Prometheus can think; `start` of the calls that take all time by default.
  public static final long MIN_MILLIS = Long.MIN_VALUE / 1_000_000 + 1;

  /// As far ahead as Prometheus can think.
  public static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000 - 1;

  private static final double MAX_SECONDS = MAX_MILLIS / 1_000.0;

  private TimeParameter() {}

  /// A time that must be given.
  ///
  /// @return milliseconds since the epoch
  public static long required(RequestParameters parameters, String name) {
    String text = parameters.first(name);
    try {
      return parse(text);
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
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter(
          name, "invalid time value for '" + name + "': " + message(e));
    }
  }

  /// @return milliseconds since the epoch
  /// @throws IllegalArgumentException in Prometheus' words
  public static long parse(String text) {
    try {
      double seconds = GoFloat.parse(text);
      if (Math.abs(seconds) <= MAX_SECONDS) {
        return Math.round(seconds * 1_000);
      }
    } catch (NumberFormatException e) {
      try {
        Instant time = OffsetDateTime.parse(text).toInstant();
        return time.toEpochMilli();
      } catch (DateTimeException | ArithmeticException notATime) {
        throw refused(text);
      }
    }
    throw refused(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("cannot parse \"" + text + "\" to a valid timestamp");
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }

  /// Seconds since the epoch, exactly, as JSON shows a time.
  public static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros();
  }
}
