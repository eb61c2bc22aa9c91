package dev.firebucket.alerting.template.function;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Values to numbers and times, as Prometheus' template functions take them.
final class Conversions {
  private Conversions() {}

  /// A number, or text that holds one.
  static double toFloat(Value value) throws FunctionException {
    if (value instanceof Value.Duration duration && !duration.pointer()) {
      return duration.nanos() / 1e9;
    }
    return switch (value) {
      case Value.Real number -> number.value();
      case Value.Whole number -> number.value();
      case Value.Text text -> parse(text.text());
      case Value.None _,
          Value.Bool _,
          Value.Octet _,
          Value.NamedWhole _,
          Value.Html _,
          Value.Duration _,
          Value.Time _,
          Value.Slice _,
          Value.Struct _,
          MapValue _ ->
          throw new FunctionException("can't convert " + value.typeName() + " to float");
    };
  }

  private static double parse(String text) throws FunctionException {
    try {
      return FloatReader.read(text);
    } catch (NumberFormatException e) {
      throw new FunctionException(String.valueOf(e.getMessage()));
    }
  }

  /// Seconds since the epoch as a time, in whole milliseconds.
  static OffsetDateTime toTime(double seconds) throws FunctionException {
    if (!Double.isFinite(seconds)) {
      throw new FunctionException("value is NaN or Inf");
    }
    double nanos = seconds * 1e9;
    if (nanos > 0x1p63 || nanos < -0x1p63) {
      throw new FunctionException(
          FloatText.general(seconds)
              + " cannot be represented as a nanoseconds timestamp since it overflows int64");
    }
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli((long) nanos / 1_000_000), ZoneOffset.UTC);
  }
}
