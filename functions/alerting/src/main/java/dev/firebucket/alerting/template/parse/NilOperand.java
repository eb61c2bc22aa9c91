package dev.firebucket.alerting.template.parse;

/// `nil`.
public record NilOperand(int position) implements Operand {
  @Override
  public String toString() {
    return "nil";
  }
}
