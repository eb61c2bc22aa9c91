package dev.firebucket.alerting.template.parse;

/// A number. Its form decides whether it is a float (`1.0`, `1e3`) or whole.
///
/// @param written as written
/// @param whole whether it stands for a whole number
/// @param integer its value where it is whole
/// @param number its value as a float
public record NumberOperand(
    int position, String written, boolean whole, long integer, double number) implements Operand {
  @Override
  public String toString() {
    return written;
  }
}
