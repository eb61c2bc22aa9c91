package dev.firebucket.alerting.template.value;

/// A duration: what `toDuration` makes.
///
/// @param nanos nanoseconds
/// @param pointer whether Go holds it by pointer (`toDuration`) or by value
public record DurationValue(long nanos, boolean pointer) implements Value {
  @Override
  public String typeName() {
    return pointer ? "*time.Duration" : "time.Duration";
  }

  @Override
  public boolean truth() {
    return pointer || nanos != 0;
  }
}
