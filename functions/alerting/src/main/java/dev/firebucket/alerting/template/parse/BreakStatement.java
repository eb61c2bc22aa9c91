package dev.firebucket.alerting.template.parse;

/// `{{break}}`: ends the innermost range.
public record BreakStatement(int position) implements Statement {
  @Override
  public String toString() {
    return "{{break}}";
  }
}
