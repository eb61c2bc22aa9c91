package dev.firebucket.alerting.template.parse;

import java.util.List;

/// `(query "up").Value`: fields or keys of what another operand gives.
///
/// @param names without their dots
public record ChainOperand(int position, Operand operand, List<String> names) implements Operand {
  public ChainOperand {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return operand + "." + String.join(".", names);
  }
}
