package dev.firebucket.alerting.template.evaluate;

import dev.firebucket.alerting.template.value.MapValue;
import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// `.name` of a value: a field, a key or a method.
final class FieldAccess {
  private FieldAccess() {}

  /// A field that cannot be had, in Go's words.
  static final class NoSuchField extends Exception {
    private static final long serialVersionUID = 1L;

    NoSuchField(String message) {
      super(message);
    }
  }

  /// @param arguments of the call, for methods; all else takes none
  static Value get(Value receiver, String name, List<Value> arguments) throws NoSuchField {
    return switch (receiver) {
      case Value.None none -> none;
      case MapValue map -> {
        requireNone(arguments, name + " is not a method but has arguments");
        yield map.get(name);
      }
      case Value.Alert data -> plainField(data, name, arguments);
      case Value.Sample sample -> plainField(sample, name, arguments);
      case Value.Time time -> TimeMethods.call(time, name, arguments);
      case Value.Duration duration -> DurationMethods.call(duration, name, arguments);
      case Value.Histogram histogram -> HistogramFields.get(histogram, name, arguments);
      default -> throw missing(receiver, name);
    };
  }

  static NoSuchField missing(Value receiver, String name) {
    return new NoSuchField("can't evaluate field " + name + " in type " + receiver.typeName());
  }

  private static Value plainField(Value receiver, String name, List<Value> arguments)
      throws NoSuchField {
    Value value =
        switch (receiver) {
          case Value.Alert data when name.equals("Labels") -> data.labels();
          case Value.Alert data when name.equals("ExternalLabels") -> data.externalLabels();
          case Value.Alert data when name.equals("ExternalURL") -> data.externalUrl();
          case Value.Alert data when name.equals("Value") -> data.value();
          case Value.Sample sample when name.equals("Labels") -> sample.labels();
          case Value.Sample sample when name.equals("Value") -> sample.value();
          default -> throw missing(receiver, name);
        };
    requireNone(arguments, name + " has arguments but cannot be invoked as function");
    return value;
  }

  static void requireNone(List<Value> arguments, String message) throws NoSuchField {
    if (!arguments.isEmpty()) {
      throw new NoSuchField(message);
    }
  }

  static void requireCount(String name, List<Value> arguments, int count) throws NoSuchField {
    if (arguments.size() != count) {
      throw new NoSuchField(
          "wrong number of args for " + name + ": want " + count + " got " + arguments.size());
    }
  }
}
