package dev.firebucket.alerting.template.parse;

import java.util.List;
import java.util.stream.Collectors;

/// `printf "%d" 1`: a function or a value, and arguments.
///
/// @param operands at least one
public record Command(int position, List<Operand> operands) implements Node {
  public Command {
    operands = List.copyOf(operands);
  }

  @Override
  public String toString() {
    return operands.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
