package dev.firebucket.alerting.template.parse;

/// `true` or `false`.
public record BooleanOperand(int position, boolean value) implements Operand {
  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
