package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.template.evaluate.FieldAccess.NoSuchField;
import dev.firebucket.go.time.TimeLayout;
import dev.firebucket.go.value.Value;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The methods of a time that templates call: `(toTime $value).Format "15:04"`, `.Weekday`,
/// `.Unix`.
final class TimeMethods {
  private TimeMethods() {}

  static Value call(Value.Time receiver, String name, List<Value> arguments) throws NoSuchField {
    OffsetDateTime time = receiver.time();
    return switch (name) {
      case "Format" -> {
        FieldAccess.requireCount(name, arguments, 1);
        if (arguments.getFirst() instanceof Value.Text layout) {
          yield new Value.Text(TimeLayout.format(time, layout.text()));
        }
        throw wrongType("string", arguments.getFirst());
      }
      case "Add" -> {
        FieldAccess.requireCount(name, arguments, 1);
        if (arguments.getFirst() instanceof Value.Duration duration) {
          yield new Value.Time(time.plusNanos(duration.nanos()), false);
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
      case "Year" -> new Value.Whole(time.getYear());
      case "Month" ->
          new Value.NamedWhole(
              "time.Month",
              time.getMonthValue(),
              time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case "Day" -> new Value.Whole(time.getDayOfMonth());
      case "YearDay" -> new Value.Whole(time.getDayOfYear());
      case "Weekday" ->
          new Value.NamedWhole(
              "time.Weekday",
              time.getDayOfWeek().getValue() % 7,
              time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case "Hour" -> new Value.Whole(time.getHour());
      case "Minute" -> new Value.Whole(time.getMinute());
      case "Second" -> new Value.Whole(time.getSecond());
      case "Nanosecond" -> new Value.Whole(time.getNano());
      case "Unix" -> new Value.Whole(time.toEpochSecond());
      case "UnixMilli" -> new Value.Whole(time.toInstant().toEpochMilli());
      case "UTC" -> new Value.Time(time, false);
      case "String" -> new Value.Text(TimeLayout.print(time));
      case "IsZero" -> new Value.Bool(false);
      default -> null;
    };
  }
}
