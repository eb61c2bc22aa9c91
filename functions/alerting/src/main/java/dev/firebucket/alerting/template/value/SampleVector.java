package dev.firebucket.alerting.template.value;

import java.util.List;

/// What `query` answers.
public record SampleVector(List<SampleValue> samples) implements Value {
  public SampleVector {
    samples = List.copyOf(samples);
  }

  @Override
  public String typeName() {
    return "template.queryResult";
  }

  @Override
  public boolean truth() {
    return !samples.isEmpty();
  }
}
