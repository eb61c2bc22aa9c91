package dev.firebucket.go.value;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value inside a template. Each record is one Go type, or one kind of type, that a template can
/// meet. Code that prints or compares values switches over this interface without a `default`.
public sealed interface Value
    permits Value.None,
        Value.Bool,
        Value.Whole,
        Value.Real,
        Value.Octet,
        Value.NamedWhole,
        Value.Text,
        Value.Html,
        Value.Duration,
        Value.Time,
        Value.Slice,
        Value.Struct,
        MapValue {
  /// Go's name of the type, as error messages show it: `float64`, `map[string]string`.
  String typeName();

  /// What `if`, `with`, `and`, `or` and `not` take the value for: false for zero, empty and none.
  boolean truth();

  /// The number of Go's integer types without a name of their own: `int` and `uint8`.
  default OptionalLong integer() {
    return this instanceof Whole whole
        ? OptionalLong.of(whole.value())
        : this instanceof Octet octet ? OptionalLong.of(octet.value()) : OptionalLong.empty();
  }

  /// Go's nil, or the value of a key that a map does not hold. Prints `<no value>` by itself and
  /// `<nil>` as an argument.
  enum None implements Value {
    NONE;

    @Override
    public String typeName() {
      return "<nil>";
    }

    @Override
    public boolean truth() {
      return false;
    }
  }

  /// Go's `bool`.
  record Bool(boolean value) implements Value {
    @Override
    public String typeName() {
      return "bool";
    }

    @Override
    public boolean truth() {
      return value;
    }
  }

  /// Go's `int` (64 bits).
  record Whole(long value) implements Value {
    @Override
    public String typeName() {
      return "int";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `float64`: the type of `$value`.
  record Real(double value) implements Value {
    @Override
    public String typeName() {
      return "float64";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `uint8`: what `index` takes out of a string.
  ///
  /// @param value 0 to 255
  record Octet(int value) implements Value {
    @Override
    public String typeName() {
      return "uint8";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// An integer with a name, such as `time.Month` or `time.Weekday`.
  ///
  /// @param typeName Go's type
  /// @param value the number that compares
  /// @param text what prints
  record NamedWhole(String typeName, long value, String text) implements Value {
    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `string`.
  record Text(String text) implements Value {
    /// The empty string: the value of a label that is absent.
    public static final Text EMPTY = new Text("");

    @Override
    public String typeName() {
      return "string";
    }

    @Override
    public boolean truth() {
      return !text.isEmpty();
    }
  }

  /// A string marked by `safeHtml`. In the text of rules it prints as it is.
  record Html(String text) implements Value {
    @Override
    public String typeName() {
      return "template.HTML";
    }

    @Override
    public boolean truth() {
      return !text.isEmpty();
    }
  }

  /// A duration: what `toDuration` makes.
  ///
  /// @param nanos nanoseconds
  /// @param pointer whether Go holds it by pointer (`toDuration`) or by value
  record Duration(long nanos, boolean pointer) implements Value {
    @Override
    public String typeName() {
      return pointer ? "*time.Duration" : "time.Duration";
    }

    @Override
    public boolean truth() {
      return pointer || nanos != 0;
    }
  }

  /// A time, always in UTC: what `toTime` makes.
  ///
  /// @param time in UTC
  /// @param pointer whether Go holds it by pointer (`toTime`) or by value (its methods)
  record Time(OffsetDateTime time, boolean pointer) implements Value {
    @Override
    public String typeName() {
      return pointer ? "*time.Time" : "time.Time";
    }

    @Override
    public boolean truth() {
      return true;
    }
  }

  /// A slice of a type that has a name.
  ///
  /// @param typeName Go's type
  record Slice(String typeName, List<Value> elements) implements Value {
    public Slice {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean truth() {
      return !elements.isEmpty();
    }
  }

  /// A struct of the program around, or a pointer to one: what Go's templates see by reflection.
  ///
  /// @param typeName Go's type; it begins with `*` for a pointer
  /// @param fields by name, in the order in which they print
  /// @param text what its method `String` gives; null where it has none
  record Struct(
      String typeName, SequencedMap<String, Value> fields, @Nullable Supplier<String> text)
      implements Value {
    public Struct {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /// Whether Go holds it by pointer.
    public boolean pointer() {
      return typeName.startsWith("*");
    }

    @Override
    public boolean truth() {
      return true;
    }
  }
}
