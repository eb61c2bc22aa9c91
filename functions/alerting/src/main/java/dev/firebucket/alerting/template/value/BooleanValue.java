package dev.firebucket.alerting.template.value;

/// Go's `bool`.
public record BooleanValue(boolean value) implements Value {
  @Override
  public String typeName() {
    return "bool";
  }

  @Override
  public boolean truth() {
    return value;
  }
}
