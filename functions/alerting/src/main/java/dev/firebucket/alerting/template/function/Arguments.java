package dev.firebucket.alerting.template.function;

import dev.firebucket.alerting.template.value.NoValue;
import dev.firebucket.alerting.template.value.SampleValue;
import dev.firebucket.alerting.template.value.SampleVector;
import dev.firebucket.alerting.template.value.TextValue;
import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// Arguments that the evaluation has checked against their parameters, taken out by type.
final class Arguments {
  private Arguments() {}

  static String text(List<Value> arguments, int index) {
    if (arguments.get(index) instanceof TextValue text) {
      return text.text();
    }
    throw new IllegalArgumentException("argument " + index + " must be checked for text before");
  }

  static SampleVector vector(List<Value> arguments, int index) {
    return arguments.get(index) instanceof SampleVector vector
        ? vector
        : new SampleVector(List.of());
  }

  static SampleValue sample(List<Value> arguments, int index) throws FunctionException {
    Value value = arguments.get(index);
    if (value instanceof NoValue || !(value instanceof SampleValue sample)) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    return sample;
  }
}
