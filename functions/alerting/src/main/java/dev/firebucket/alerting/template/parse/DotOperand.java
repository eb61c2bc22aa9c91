package dev.firebucket.alerting.template.parse;

/// `.`: the value at hand.
public record DotOperand(int position) implements Operand {
  @Override
  public String toString() {
    return ".";
  }
}
