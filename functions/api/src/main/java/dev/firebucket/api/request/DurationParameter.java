package dev.firebucket.api.request;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.time.PrometheusDuration;
import java.time.Duration;

/// Durations as the Prometheus API takes them: seconds with decimals, or `1h30m`
/// (`web/api/v1/api.go`, `parseDuration`).
public final class DurationParameter {
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private DurationParameter() {}

  /// @throws IllegalArgumentException in Prometheus' words
  public static Duration parse(String text) {
    double seconds;
    try {
      seconds = FloatReader.read(text);
    } catch (NumberFormatException e) {
      return parseUnits(text);
    }
    if (Double.isNaN(seconds)) {
      // Go's conversion of NaN to an integer.
      return Duration.ofNanos(Long.MIN_VALUE);
    }
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static Duration parseUnits(String text) {
    try {
      return PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot parse \"" + text + "\" to a valid duration", e);
    }
  }
}
