package dev.firebucket.alerting.template.parse;

/// `{{ pipeline }}`: writes its value, unless it declares a variable.
public record ActionStatement(int position, Pipeline pipeline) implements Statement {
  @Override
  public String toString() {
    return "{{" + pipeline + "}}";
  }
}
