package dev.firebucket.alerting.template.parse;

/// The name of a function.
public record FunctionOperand(int position, String name) implements Operand {
  @Override
  public String toString() {
    return name;
  }
}
