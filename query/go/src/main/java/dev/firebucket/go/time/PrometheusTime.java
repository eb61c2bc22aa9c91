package dev.firebucket.go.time;

import dev.firebucket.go.number.FloatReader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// Times as Prometheus' API and its tools take them: seconds since the epoch with decimals, or RFC
/// 3339 (`web/api/v1/api.go`, `parseTime`).
public final class PrometheusTime {
  /// The earliest time of Prometheus; the default `start` of calls that cover all time.
  public static final long MIN_MILLIS = Long.MIN_VALUE / 1_000_000 + 1;

  /// The latest time of Prometheus.
  public static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000 - 1;

  /// The earliest time of Go, which Prometheus' own clients send for "from the start".
  private static final String EARLIEST = "-292273086-05-16T16:47:06Z";

  /// The latest one, for "to the end".
  private static final String LATEST = "292277025-08-18T07:12:54.999999999Z";

  /// Java's reader would also take times without seconds and years of more digits.
  private static final Pattern RFC3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})");

  private static final double MAX_SECONDS = MAX_MILLIS / 1_000.0;

  private PrometheusTime() {}

  /// Reads a time.
  ///
  /// @return milliseconds since the epoch
  /// @throws IllegalArgumentException in Prometheus' words
  public static long parse(String text) {
    if (text.equals(EARLIEST)) {
      return MIN_MILLIS;
    }
    if (text.equals(LATEST)) {
      return MAX_MILLIS;
    }
    if (RFC3339.matcher(text).matches()) {
      return rfc3339(text);
    }
    try {
      double seconds = FloatReader.read(text);
      if (Math.abs(seconds) <= MAX_SECONDS) {
        return Math.round(seconds * 1_000);
      }
    } catch (NumberFormatException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static long rfc3339(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("cannot parse \"" + text + "\" to a valid timestamp");
  }
}
