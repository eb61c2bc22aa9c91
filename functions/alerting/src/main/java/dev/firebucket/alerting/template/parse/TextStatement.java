package dev.firebucket.alerting.template.parse;

/// Text outside of `{{ }}`.
public record TextStatement(int position, String text) implements Statement {
  @Override
  public String toString() {
    return text;
  }
}
