package dev.firebucket.alerting.template.value;

/// One element of what `query` answers: `.Labels` and `.Value`.
///
/// @param labels with the metric name under `__name__`
/// @param value a float or a histogram
public record SampleValue(MapValue labels, Value value) implements Value {
  @Override
  public String typeName() {
    return "*template.sample";
  }

  @Override
  public boolean truth() {
    return true;
  }
}
