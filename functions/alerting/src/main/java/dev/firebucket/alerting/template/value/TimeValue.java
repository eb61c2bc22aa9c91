package dev.firebucket.alerting.template.value;

import java.time.OffsetDateTime;

/// A time, always in UTC: what `toTime` makes.
///
/// @param time in UTC
/// @param pointer whether Go holds it by pointer (`toTime`) or by value (its methods)
public record TimeValue(OffsetDateTime time, boolean pointer) implements Value {
  @Override
  public String typeName() {
    return pointer ? "*time.Time" : "time.Time";
  }

  @Override
  public boolean truth() {
    return true;
  }
}
