package dev.firebucket.alerting.template.value;

/// Go's `uint8`: what `index` takes out of a string.
///
/// @param value 0 to 255
public record ByteValue(int value) implements Value {
  @Override
  public String typeName() {
    return "uint8";
  }

  @Override
  public boolean truth() {
    return value != 0;
  }
}
