package dev.firebucket.go.template.parse;

import java.util.List;
import java.util.stream.Collectors;

/// A node of a template's tree. `toString` gives it back as template text, in Go's form: error
/// messages name the node so.
public sealed interface Node permits Operand, Node.Pipeline, Node.Command, Item {
  /// Where it begins, in UTF-16 code units of the template's text.
  int position();

  /// `$x := first | second`: commands, each handing its value to the next, and the variables that
  /// take the last value. In parentheses it is an operand of a command: [Operand.Nested].
  ///
  /// @param variables declared or assigned; two at most, and two only in `range`
  /// @param assigns whether the variables exist already (`=`)
  record Pipeline(
      int position, List<Operand.Variable> variables, boolean assigns, List<Command> commands)
      implements Node {
    public Pipeline {
      variables = List.copyOf(variables);
      commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
      String names = variables.stream().map(Object::toString).collect(Collectors.joining(", "));
      String sign = assigns ? " = " : " := ";
      return (variables.isEmpty() ? "" : names + sign)
          + commands.stream().map(Object::toString).collect(Collectors.joining(" | "));
    }
  }

  /// `printf "%d" 1`: a function or a value, and arguments.
  ///
  /// @param operands at least one
  record Command(int position, List<Operand> operands) implements Node {
    public Command {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return operands.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
  }
}
