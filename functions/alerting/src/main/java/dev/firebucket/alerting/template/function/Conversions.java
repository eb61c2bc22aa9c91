package dev.firebucket.alerting.template.function;

import dev.firebucket.alerting.template.format.GoFloat;
import dev.firebucket.alerting.template.format.GoQuote;
import dev.firebucket.alerting.template.value.DurationValue;
import dev.firebucket.alerting.template.value.FloatValue;
import dev.firebucket.alerting.template.value.IntegerValue;
import dev.firebucket.alerting.template.value.TextValue;
import dev.firebucket.alerting.template.value.Value;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// Values to numbers and times, as Prometheus' template functions take them.
final class Conversions {
  private Conversions() {}

  /// A number, or text that holds one.
  static double toFloat(Value value) throws FunctionException {
    if (value instanceof DurationValue duration && !duration.pointer()) {
      return duration.nanos() / 1e9;
    }
    return switch (value) {
      case FloatValue number -> number.value();
      case IntegerValue number -> number.value();
      case TextValue text -> parse(text.text());
      default -> throw new FunctionException("can't convert " + value.typeName() + " to float");
    };
  }

  private static double parse(String text) throws FunctionException {
    String lower = text.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "inf", "+inf", "infinity", "+infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    boolean decimal = lower.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?");
    boolean hexadecimal = lower.matches("[+-]?0x([0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)p[+-]?[0-9]+");
    if (!decimal && !hexadecimal) {
      throw new FunctionException(
          "strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": invalid syntax");
    }
    double number = Double.parseDouble(lower);
    if (Double.isInfinite(number)) {
      throw new FunctionException(
          "strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": value out of range");
    }
    return number;
  }

  /// Seconds since the epoch as a time, in whole milliseconds.
  static OffsetDateTime toTime(double seconds) throws FunctionException {
    if (!Double.isFinite(seconds)) {
      throw new FunctionException("value is NaN or Inf");
    }
    double nanos = seconds * 1e9;
    if (nanos > 0x1p63 || nanos < -0x1p63) {
      throw new FunctionException(
          GoFloat.format(seconds)
              + " cannot be represented as a nanoseconds timestamp since it overflows int64");
    }
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli((long) nanos / 1_000_000), ZoneOffset.UTC);
  }
}
