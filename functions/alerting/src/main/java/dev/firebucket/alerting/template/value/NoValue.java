package dev.firebucket.alerting.template.value;

/// Go's nil, or the value of a key that a map does not hold. Prints `<no value>` by itself and
/// `<nil>` as an argument.
public enum NoValue implements Value {
  NONE;

  @Override
  public String typeName() {
    return "<nil>";
  }

  @Override
  public boolean truth() {
    return false;
  }
}
