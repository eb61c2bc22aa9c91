package dev.firebucket.alerting.template.parse;

import java.util.List;

/// `.Labels.job`: fields or keys of dot.
///
/// @param names without their dots
public record FieldOperand(int position, List<String> names) implements Operand {
  public FieldOperand {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return "." + String.join(".", names);
  }
}
