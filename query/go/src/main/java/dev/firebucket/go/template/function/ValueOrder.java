package dev.firebucket.go.template.function;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.text.Utf8;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.util.List;

/// Equality and order of values, as Go's templates see them: a float and a whole number do not
/// compare, which every rule author meets once (`gt $value 5` must be `gt $value 5.0`).
final class ValueOrder {
  private ValueOrder() {}

  /// A value reduced to what compares.
  private sealed interface Basis permits Flag, Whole, Real, Letters, Other, None {}

  private record Flag(boolean value) implements Basis {}

  private record Whole(long value) implements Basis {}

  private record Real(double value) implements Basis {}

  private record Letters(String text) implements Basis {}

  private record Other(Value value) implements Basis {}

  private record None() implements Basis {}

  private static Basis basis(Value value) {
    return switch (value) {
      case Value.Bool bool -> new Flag(bool.value());
      case Value.Octet number -> new Whole(number.value());
      case Value.Whole number -> new Whole(number.value());
      case Value.NamedWhole named -> new Whole(named.value());
      case Value.Real number -> new Real(number.value());
      case Value.Text text -> new Letters(text.text());
      case Value.Html html -> new Letters(html.text());
      case Value.Duration duration ->
          duration.pointer() ? new Other(duration) : new Whole(duration.nanos());
      case Value.None none -> new None();
      case Value.Time time -> new Other(time);
      case MapValue map -> new Other(map);
      case Value.Slice slice -> new Other(slice);
      case Value.Struct struct -> new Other(struct);
    };
  }

  static boolean equal(Value a, Value b) throws FunctionException {
    Basis first = basis(a);
    Basis second = basis(b);
    if (first instanceof Real x && second instanceof Real y) {
      return x.value() == y.value();
    }
    if (first instanceof None || second instanceof None) {
      return first instanceof None && second instanceof None;
    }
    if (first.getClass() != second.getClass()) {
      throw incompatible(a, b);
    }
    if (first instanceof Other && (a instanceof MapValue || a instanceof Value.Slice)) {
      throw new FunctionException(
          "non-comparable type " + Printer.print(List.of(b)) + ": " + b.typeName());
    }
    return first.equals(second);
  }

  static boolean less(Value a, Value b) throws FunctionException {
    Basis first = basis(a);
    Basis second = basis(b);
    if (isUnordered(first) || isUnordered(second)) {
      throw new FunctionException("invalid type for comparison");
    }
    if (first instanceof Whole x && second instanceof Whole y) {
      return x.value() < y.value();
    }
    if (first instanceof Real x && second instanceof Real y) {
      return x.value() < y.value();
    }
    if (first instanceof Letters x && second instanceof Letters y) {
      return Utf8.compare(x.text(), y.text()) < 0;
    }
    if (first instanceof Flag && second instanceof Flag) {
      throw new FunctionException("invalid type for comparison");
    }
    throw incompatible(a, b);
  }

  static boolean lessOrEqual(Value a, Value b) throws FunctionException {
    return less(a, b) || equal(a, b);
  }

  private static boolean isUnordered(Basis basis) {
    return basis instanceof Other || basis instanceof None;
  }

  private static FunctionException incompatible(Value a, Value b) {
    return new FunctionException(
        "incompatible types for comparison: " + a.typeName() + " and " + b.typeName());
  }
}
