package dev.firebucket.alerting.template.parse;

import java.util.List;

/// `$labels.job`: a variable and fields or keys of it.
///
/// @param names the first is the variable, `$` included
public record VariableOperand(int position, List<String> names) implements Operand {
  public VariableOperand {
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
