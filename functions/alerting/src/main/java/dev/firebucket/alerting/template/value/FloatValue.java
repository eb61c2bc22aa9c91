package dev.firebucket.alerting.template.value;

/// Go's `float64`: the type of `$value`.
public record FloatValue(double value) implements Value {
  @Override
  public String typeName() {
    return "float64";
  }

  @Override
  public boolean truth() {
    return value != 0;
  }
}
