package dev.firebucket.alerting.template.evaluate;

import dev.firebucket.alerting.template.evaluate.FieldAccess.NoSuchField;
import dev.firebucket.alerting.template.format.GoPrinter;
import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// The fields of a native histogram that templates read: `$value.Count`, `$value.Sum`.
final class HistogramFields {
  private HistogramFields() {}

  static Value get(Value.Histogram receiver, String name, List<Value> arguments)
      throws NoSuchField {
    Value value =
        switch (name) {
          case "Count" -> new Value.Real(receiver.histogram().count());
          case "Sum" -> new Value.Real(receiver.histogram().sum());
          case "ZeroCount" -> new Value.Real(receiver.histogram().zeroCount());
          case "ZeroThreshold" -> new Value.Real(receiver.histogram().zeroThreshold());
          case "Schema" -> new Value.Whole(receiver.histogram().schema());
          case "String" -> new Value.Text(GoPrinter.display(receiver));
          default -> throw FieldAccess.missing(receiver, name);
        };
    FieldAccess.requireNone(arguments, name + " has arguments but cannot be invoked as function");
    return value;
  }
}
