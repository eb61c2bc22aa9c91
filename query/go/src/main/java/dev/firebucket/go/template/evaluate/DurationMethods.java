package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.template.evaluate.FieldAccess.NoSuchField;
import dev.firebucket.go.time.DurationText;
import dev.firebucket.go.value.Value;
import java.util.List;

/// The methods of a duration that templates call: `(toDuration $value).Hours`.
final class DurationMethods {
  private DurationMethods() {}

  static Value call(Value.Duration receiver, String name, List<Value> arguments)
      throws NoSuchField {
    long nanos = receiver.nanos();
    Value value =
        switch (name) {
          case "Nanoseconds" -> new Value.Whole(nanos);
          case "Microseconds" -> new Value.Whole(nanos / 1_000);
          case "Milliseconds" -> new Value.Whole(nanos / 1_000_000);
          case "Seconds" -> new Value.Real(parts(nanos, 1_000_000_000L));
          case "Minutes" -> new Value.Real(parts(nanos, 60_000_000_000L));
          case "Hours" -> new Value.Real(parts(nanos, 3_600_000_000_000L));
          case "Abs" -> new Value.Duration(Math.abs(nanos), false);
          case "String" -> new Value.Text(DurationText.of(nanos));
          default -> throw FieldAccess.missing(receiver, name);
        };
    FieldAccess.requireCount(name, arguments, 0);
    return value;
  }

  /// Whole and fraction apart, as Go adds them up.
  private static double parts(long nanos, long unit) {
    long whole = nanos / unit;
    return whole + (double) (nanos % unit) / unit;
  }
}
