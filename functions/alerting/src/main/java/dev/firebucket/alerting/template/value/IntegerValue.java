package dev.firebucket.alerting.template.value;

/// Go's `int` (64 bits).
public record IntegerValue(long value) implements Value {
  @Override
  public String typeName() {
    return "int";
  }

  @Override
  public boolean truth() {
    return value != 0;
  }
}
