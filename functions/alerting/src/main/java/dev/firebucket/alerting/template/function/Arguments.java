package dev.firebucket.alerting.template.function;

import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// Arguments that the evaluation has checked against their parameters, taken out by type.
final class Arguments {
  private Arguments() {}

  static String text(List<Value> arguments, int index) {
    if (arguments.get(index) instanceof Value.Text text) {
      return text.text();
    }
    throw new IllegalArgumentException("argument " + index + " must be checked for text before");
  }

  static Value.Vector vector(List<Value> arguments, int index) {
    return arguments.get(index) instanceof Value.Vector vector
        ? vector
        : new Value.Vector(List.of());
  }

  static Value.Sample sample(List<Value> arguments, int index) throws FunctionException {
    Value value = arguments.get(index);
    if (value instanceof Value.None || !(value instanceof Value.Sample sample)) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    return sample;
  }
}
