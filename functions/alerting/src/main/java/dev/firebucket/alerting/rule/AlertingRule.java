package dev.firebucket.alerting.rule;

import dev.firebucket.query.engine.PreparedQuery;
import java.time.Duration;
import java.util.Map;

/// `alert`: each sample of an expression is an alert.
///
/// @param name of the alert
/// @param hold `for`: how long an alert must be there before it fires
/// @param keepFiringFor how long it keeps firing after the expression no longer gives it
/// @param labels templates of labels, by name
/// @param annotations templates of annotations, by name
public record AlertingRule(
    String name,
    PreparedQuery expression,
    Duration hold,
    Duration keepFiringFor,
    Map<String, String> labels,
    Map<String, String> annotations)
    implements RuleDefinition {
  public AlertingRule {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
