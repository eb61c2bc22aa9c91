package dev.firebucket.alerting.template.parse;

/// `{{continue}}`: on to the next element of the innermost range.
public record ContinueStatement(int position) implements Statement {
  @Override
  public String toString() {
    return "{{continue}}";
  }
}
