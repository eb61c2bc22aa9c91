package dev.firebucket.alerting.template.value;

/// The dot of a rule's template: `.Labels`, `.ExternalLabels`, `.ExternalURL`, `.Value`.
///
/// @param labels of the sample that the alert comes from, the metric name among them
/// @param externalLabels of the configuration
/// @param externalUrl under which this server is reached
/// @param value of the sample: a float or a histogram
public record AlertData(
    MapValue labels, MapValue externalLabels, TextValue externalUrl, Value value) implements Value {
  @Override
  public String typeName() {
    return "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string;"
        + " Value interface {} }";
  }

  @Override
  public boolean truth() {
    return true;
  }
}
