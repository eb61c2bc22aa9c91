package dev.firebucket.local.command;

import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.go.time.PrometheusTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads times as the HTTP API does, into milliseconds since the epoch.
final class TimeConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String value) {
    try {
      return PrometheusTime.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// Milliseconds as seconds with decimals, for a request.
  static String seconds(long millis) {
    return TimeParameter.seconds(millis).toPlainString();
  }
}
