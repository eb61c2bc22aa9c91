package dev.firebucket.alerting.rule;

import dev.firebucket.query.engine.PreparedQuery;
import java.util.Map;

/// `record`: the samples of an expression, written back under another name.
///
/// @param name of the metric
/// @param labels set on each sample; an empty value removes a label
public record RecordingRule(String name, PreparedQuery expression, Map<String, String> labels)
    implements RuleDefinition {
  public RecordingRule {
    labels = Map.copyOf(labels);
  }
}
