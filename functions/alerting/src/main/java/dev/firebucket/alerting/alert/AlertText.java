package dev.firebucket.alerting.alert;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.template.AlertTemplate;
import dev.firebucket.alerting.template.function.FunctionContext;
import dev.firebucket.alerting.template.value.AlertData;
import dev.firebucket.alerting.template.value.SampleValues;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.util.Map;
import java.util.TreeMap;

/// The labels and annotations of a rule, their templates parsed once, expanded for each sample.
/// Safe for use by several threads.
public final class AlertText {
  private final String name;
  private final Map<String, AlertTemplate> labels = new TreeMap<>();
  private final Map<String, AlertTemplate> annotations = new TreeMap<>();

  public AlertText(AlertingRule rule) {
    this.name = rule.name();
    rule.labels().forEach((key, text) -> labels.put(key, AlertTemplate.of(name, text)));
    rule.annotations().forEach((key, text) -> annotations.put(key, AlertTemplate.of(name, text)));
  }

  /// What templates are expanded with.
  ///
  /// @param externalLabels of the configuration
  /// @param functions what template functions know
  public record Surroundings(LabelSet externalLabels, FunctionContext functions) {}

  /// The labels of the alert that a sample is.
  public LabelSet labels(VectorSample sample, Surroundings around) {
    AlertData data = data(sample, around);
    LabelSet.Builder expanded = sample.labels().toBuilder().remove(LabelSet.NAME);
    labels.forEach((key, text) -> expanded.set(key, text.expand(data, around.functions())));
    return expanded.set(AlertSeries.ALERT_NAME, name).build();
  }

  /// The annotations of the alert that a sample is.
  public Map<String, String> annotations(VectorSample sample, Surroundings around) {
    AlertData data = data(sample, around);
    Map<String, String> expanded = new TreeMap<>();
    annotations.forEach((key, text) -> expanded.put(key, text.expand(data, around.functions())));
    return expanded;
  }

  private static AlertData data(VectorSample sample, Surroundings around) {
    return new AlertData(
        sample.labels(),
        around.externalLabels(),
        around.functions().externalUrl().toString(),
        SampleValues.value(sample));
  }
}
