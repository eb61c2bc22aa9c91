package dev.firebucket.alerting.template.function;

import dev.firebucket.alerting.template.value.SampleValues;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
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

  /// A vector; nil is one without samples.
  static Value.Slice vector(List<Value> arguments, int index) {
    return arguments.get(index) instanceof Value.Slice vector
        ? vector
        : new Value.Slice(SampleValues.VECTOR, List.of());
  }

  /// The value of a sample.
  static Value value(List<Value> arguments, int index) throws FunctionException {
    return field(arguments.get(index), "Value");
  }

  /// A label of a sample, empty where it has none.
  static Value label(List<Value> arguments, int index, String name) throws FunctionException {
    return label(arguments.get(index), name);
  }

  static Value label(Value sample, String name) throws FunctionException {
    return field(sample, "Labels") instanceof MapValue labels ? labels.get(name) : Value.Text.EMPTY;
  }

  private static Value field(Value sample, String name) throws FunctionException {
    Value field = sample instanceof Value.Struct struct ? struct.fields().get(name) : null;
    if (field == null) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    return field;
  }
}
