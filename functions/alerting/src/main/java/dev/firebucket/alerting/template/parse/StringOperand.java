package dev.firebucket.alerting.template.parse;

/// A string in quotes.
///
/// @param quoted as written
/// @param text what it stands for
public record StringOperand(int position, String quoted, String text) implements Operand {
  @Override
  public String toString() {
    return quoted;
  }
}
