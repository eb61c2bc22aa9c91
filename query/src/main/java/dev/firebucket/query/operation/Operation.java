package dev.firebucket.query.operation;

import java.util.List;

/// An operation on the arguments of one row, or on a group of rows that is one of its arguments.
public sealed interface Operation {
  /// What SQL calls it.
  String name();

  /// The types of its arguments: `Long` for a handle or a count, `Integer` for the number of a call
  /// site, `Double`, and `String` for text and for groups.
  List<Class<?>> parameters();

  /// Gives a handle or a count, [Arguments#NULL] for no value.
  @FunctionalInterface
  interface HandleBody {
    long apply(Arguments arguments);
  }

  /// Gives a text.
  @FunctionalInterface
  interface TextBody {
    String apply(Arguments arguments);
  }

  /// An operation that gives a handle or a count.
  ///
  /// @param takesNull whether it is called where an argument has no value; otherwise it has none
  ///   there itself
  record OfHandle(String name, HandleBody body, boolean takesNull, List<Class<?>> parameters)
      implements Operation {
    public OfHandle {
      parameters = List.copyOf(parameters);
    }

    /// The value for a row.
    public long apply(Arguments arguments) {
      if (!takesNull) {
        for (int i = 0; i < parameters.size(); i++) {
          if (arguments.isNull(i)) {
            return Arguments.NULL;
          }
        }
      }
      return body.apply(arguments);
    }
  }

  /// An operation that gives a text; its arguments always have values.
  record OfText(String name, TextBody body, List<Class<?>> parameters) implements Operation {
    public OfText {
      parameters = List.copyOf(parameters);
    }
  }

  /// An operation that gives a handle or a count where all its arguments have values.
  static OfHandle handle(String name, HandleBody body, Class<?>... parameters) {
    return new OfHandle(name, body, false, List.of(parameters));
  }

  /// The same, called where an argument has no value too.
  static OfHandle nullable(String name, HandleBody body, Class<?>... parameters) {
    return new OfHandle(name, body, true, List.of(parameters));
  }

  /// An operation that gives a text.
  static OfText text(String name, TextBody body, Class<?>... parameters) {
    return new OfText(name, body, List.of(parameters));
  }
}
