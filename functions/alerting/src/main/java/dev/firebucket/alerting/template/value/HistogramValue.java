package dev.firebucket.alerting.template.value;

import dev.firebucket.storage.model.FloatHistogram;

/// A native histogram as `$value`.
public record HistogramValue(FloatHistogram histogram) implements Value {
  @Override
  public String typeName() {
    return "*histogram.FloatHistogram";
  }

  @Override
  public boolean truth() {
    return true;
  }
}
