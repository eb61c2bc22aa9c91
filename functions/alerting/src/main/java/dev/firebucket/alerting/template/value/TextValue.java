package dev.firebucket.alerting.template.value;

/// Go's `string`.
public record TextValue(String text) implements Value {
  /// The empty string: the value of a label that is absent.
  public static final TextValue EMPTY = new TextValue("");

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public boolean truth() {
    return !text.isEmpty();
  }
}
