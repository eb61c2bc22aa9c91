package dev.firebucket.alerting.template.value;

import dev.firebucket.go.value.Value;
import dev.firebucket.storage.model.LabelSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The dot of a rule's template: `.Labels`, `.ExternalLabels`, `.ExternalURL`, `.Value`.
///
/// @param labels of the sample that the alert comes from, the metric name among them
/// @param externalLabels of the configuration
/// @param externalUrl under which this server is reached
/// @param value of the sample: see [SampleValues]
public record AlertData(LabelSet labels, LabelSet externalLabels, String externalUrl, Value value) {
  private static final String TYPE =
      "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string;"
          + " Value interface {} }";

  /// As the template sees it.
  public Value.Struct dot() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("Labels", SampleValues.labels(labels));
    fields.put("ExternalLabels", SampleValues.labels(externalLabels));
    fields.put("ExternalURL", new Value.Text(externalUrl));
    fields.put("Value", value);
    return new Value.Struct(TYPE, fields, null);
  }
}
