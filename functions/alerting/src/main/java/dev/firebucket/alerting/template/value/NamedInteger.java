package dev.firebucket.alerting.template.value;

/// An integer with a name, such as `time.Month` or `time.Weekday`.
///
/// @param typeName Go's type
/// @param value the number that compares
/// @param text what prints
public record NamedInteger(String typeName, long value, String text) implements Value {
  @Override
  public boolean truth() {
    return value != 0;
  }
}
