package dev.firebucket.go.template.parse;

import java.util.List;

/// One word of a command.
public sealed interface Operand extends Node {
  /// `true` or `false`.
  record BooleanLiteral(int position, boolean value) implements Operand {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /// A number. Its form decides whether it is a float (`1.0`, `1e3`) or whole.
  ///
  /// @param written as written
  /// @param whole whether it stands for a whole number
  /// @param integer its value where it is whole
  /// @param number its value as a float
  record NumberLiteral(int position, String written, boolean whole, long integer, double number)
      implements Operand {
    @Override
    public String toString() {
      return written;
    }
  }

  /// A string in quotes.
  ///
  /// @param quoted as written
  /// @param text what it stands for
  record StringLiteral(int position, String quoted, String text) implements Operand {
    @Override
    public String toString() {
      return quoted;
    }
  }

  /// `nil`.
  record Nil(int position) implements Operand {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /// `.`: the value at hand.
  record Dot(int position) implements Operand {
    @Override
    public String toString() {
      return ".";
    }
  }

  /// `.Labels.job`: fields or keys of dot.
  ///
  /// @param names without their dots
  record Field(int position, List<String> names) implements Operand {
    public Field {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /// `$labels.job`: a variable and fields or keys of it.
  ///
  /// @param names the first is the variable, `$` included
  record Variable(int position, List<String> names) implements Operand {
    public Variable {
      names = List.copyOf(names);
    }

    /// The variable, `$` included.
    public String variable() {
      return names.getFirst();
    }

    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  /// The name of a function.
  record Function(int position, String name) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  /// `(query "up").Value`: fields or keys of what another operand gives.
  ///
  /// @param names without their dots
  record Chain(int position, Operand operand, List<String> names) implements Operand {
    public Chain {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return operand + "." + String.join(".", names);
    }
  }

  /// `( pipeline )`.
  record Nested(Node.Pipeline pipeline) implements Operand {
    @Override
    public int position() {
      return pipeline.position();
    }

    @Override
    public String toString() {
      return "(" + pipeline + ")";
    }
  }
}
