package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
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
      case Value.Struct struct -> field(struct, name, arguments);
      case Value.Time time -> TimeMethods.call(time, name, arguments);
      case Value.Duration duration -> DurationMethods.call(duration, name, arguments);
      case Value.Bool _,
          Value.Whole _,
          Value.Real _,
          Value.Octet _,
          Value.NamedWhole _,
          Value.Text _,
          Value.Html _,
          Value.Slice _ ->
          throw missing(receiver, name);
    };
  }

  static NoSuchField missing(Value receiver, String name) {
    return new NoSuchField("can't evaluate field " + name + " in type " + receiver.typeName());
  }

  private static Value field(Value.Struct struct, String name, List<Value> arguments)
      throws NoSuchField {
    Value field = struct.fields().get(name);
    boolean isText = name.equals("String") && struct.text() != null;
    if (field == null && !isText) {
      throw missing(struct, name);
    }
    requireNone(arguments, name + " has arguments but cannot be invoked as function");
    return field == null ? new Value.Text(Printer.display(struct)) : field;
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
