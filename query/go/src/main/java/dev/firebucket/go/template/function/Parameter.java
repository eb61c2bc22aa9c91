package dev.firebucket.go.template.function;

import dev.firebucket.go.value.Value;

/// The type of a function's parameter, as Go declares it.
///
/// @param typeName Go's name, for errors
public record Parameter(Kind kind, String typeName) {
  /// What a parameter takes.
  public enum Kind {
    /// Strings.
    TEXT,
    /// Any value.
    ANY,
    /// Values of one type of the program around, and nil.
    NAMED
  }

  public static final Parameter TEXT = new Parameter(Kind.TEXT, "string");
  public static final Parameter ANY = new Parameter(Kind.ANY, "interface {}");
  public static final Parameter REFLECTED = new Parameter(Kind.ANY, "reflect.Value");

  /// A parameter of a type of the program around.
  public static Parameter named(String typeName) {
    return new Parameter(Kind.NAMED, typeName);
  }

  /// Whether a value can be given for it.
  public boolean accepts(Value value) {
    return switch (kind) {
      case TEXT -> value instanceof Value.Text;
      case ANY -> true;
      case NAMED -> value instanceof Value.None || value.typeName().equals(typeName);
    };
  }
}
