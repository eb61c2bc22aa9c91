package dev.firebucket.alerting.template.parse;

import java.util.List;
import java.util.stream.Collectors;

/// `$x := first | second`: commands, each handing its value to the next, and the variables that
/// take the last value. In parentheses it is an operand of a command: [PipelineOperand].
///
/// @param variables declared or assigned; two at most, and two only in `range`
/// @param assigns whether the variables exist already (`=`)
public record Pipeline(
    int position, List<VariableOperand> variables, boolean assigns, List<Command> commands)
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
