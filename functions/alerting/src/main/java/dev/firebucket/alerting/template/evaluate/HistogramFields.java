package dev.firebucket.alerting.template.evaluate;

import dev.firebucket.alerting.template.evaluate.FieldAccess.NoSuchField;
import dev.firebucket.alerting.template.format.GoPrinter;
import dev.firebucket.alerting.template.value.FloatValue;
import dev.firebucket.alerting.template.value.HistogramValue;
import dev.firebucket.alerting.template.value.IntegerValue;
import dev.firebucket.alerting.template.value.TextValue;
import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// The fields of a native histogram that templates read: `$value.Count`, `$value.Sum`.
final class HistogramFields {
  private HistogramFields() {}

  static Value get(HistogramValue receiver, String name, List<Value> arguments) throws NoSuchField {
    Value value =
        switch (name) {
          case "Count" -> new FloatValue(receiver.histogram().count());
          case "Sum" -> new FloatValue(receiver.histogram().sum());
          case "ZeroCount" -> new FloatValue(receiver.histogram().zeroCount());
          case "ZeroThreshold" -> new FloatValue(receiver.histogram().zeroThreshold());
          case "Schema" -> new IntegerValue(receiver.histogram().schema());
          case "String" -> new TextValue(GoPrinter.display(receiver));
          default -> throw FieldAccess.missing(receiver, name);
        };
    FieldAccess.requireNone(arguments, name + " has arguments but cannot be invoked as function");
    return value;
  }
}
