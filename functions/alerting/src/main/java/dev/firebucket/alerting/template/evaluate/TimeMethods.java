package dev.firebucket.alerting.template.evaluate;

import dev.firebucket.alerting.template.evaluate.FieldAccess.NoSuchField;
import dev.firebucket.alerting.template.value.BooleanValue;
import dev.firebucket.alerting.template.value.DurationValue;
import dev.firebucket.alerting.template.value.IntegerValue;
import dev.firebucket.alerting.template.value.NamedInteger;
import dev.firebucket.alerting.template.value.TextValue;
import dev.firebucket.alerting.template.value.TimeValue;
import dev.firebucket.alerting.template.value.Value;
import dev.firebucket.go.time.TimeLayout;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The methods of a time that templates call: `(toTime $value).Format "15:04"`, `.Weekday`,
/// `.Unix`.
final class TimeMethods {
  private TimeMethods() {}

  static Value call(TimeValue receiver, String name, List<Value> arguments) throws NoSuchField {
    OffsetDateTime time = receiver.time();
    return switch (name) {
      case "Format" -> {
        FieldAccess.requireCount(name, arguments, 1);
        if (arguments.getFirst() instanceof TextValue layout) {
          yield new TextValue(TimeLayout.format(time, layout.text()));
        }
        throw wrongType("string", arguments.getFirst());
      }
      case "Add" -> {
        FieldAccess.requireCount(name, arguments, 1);
        if (arguments.getFirst() instanceof DurationValue duration) {
          yield new TimeValue(time.plusNanos(duration.nanos()), false);
        }
        throw wrongType("time.Duration", arguments.getFirst());
      }
      default -> {
        Value value = property(time, name);
        if (value == null) {
          throw FieldAccess.missing(receiver, name);
        }
        FieldAccess.requireCount(name, arguments, 0);
        yield value;
      }
    };
  }

  private static NoSuchField wrongType(String expected, Value got) {
    return new NoSuchField(
        "wrong type for value; expected " + expected + "; got " + got.typeName());
  }

  private static @Nullable Value property(OffsetDateTime time, String name) {
    return switch (name) {
      case "Year" -> new IntegerValue(time.getYear());
      case "Month" ->
          new NamedInteger(
              "time.Month",
              time.getMonthValue(),
              time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case "Day" -> new IntegerValue(time.getDayOfMonth());
      case "YearDay" -> new IntegerValue(time.getDayOfYear());
      case "Weekday" ->
          new NamedInteger(
              "time.Weekday",
              time.getDayOfWeek().getValue() % 7,
              time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case "Hour" -> new IntegerValue(time.getHour());
      case "Minute" -> new IntegerValue(time.getMinute());
      case "Second" -> new IntegerValue(time.getSecond());
      case "Nanosecond" -> new IntegerValue(time.getNano());
      case "Unix" -> new IntegerValue(time.toEpochSecond());
      case "UnixMilli" -> new IntegerValue(time.toInstant().toEpochMilli());
      case "UTC" -> new TimeValue(time, false);
      case "String" -> new TextValue(TimeLayout.print(time));
      case "IsZero" -> new BooleanValue(false);
      default -> null;
    };
  }
}
