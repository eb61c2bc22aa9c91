package dev.firebucket.alerting.rule;

import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.format.ExprPrinter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// One rule of a group.
public sealed interface RuleDefinition {
  /// The metric that is recorded, or the name of the alert.
  String name();

  /// What is evaluated, parsed once.
  PreparedQuery expression();

  /// Labels of the rule over those of its group; in alerting rules their values are templates.
  Map<String, String> labels();

  /// The expression in Prometheus' own form.
  default String query() {
    return ExprPrinter.print(expression().expression());
  }

  /// What makes a rule the same rule after a reload: its kind, name and labels.
  default String identity() {
    String kind = this instanceof AlertingRule ? "alert " : "record ";
    return kind + name() + new TreeMap<>(labels());
  }

  /// `alert`: each sample of an expression is an alert.
  ///
  /// @param name of the alert
  /// @param hold `for`: how long an alert must be there before it fires
  /// @param keepFiringFor how long it keeps firing after the expression no longer gives it
  /// @param labels templates of labels, by name
  /// @param annotations templates of annotations, by name
  record AlertingRule(
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

  /// `record`: the samples of an expression, written back under another name.
  ///
  /// @param name of the metric
  /// @param labels set on each sample; an empty value removes a label
  record RecordingRule(String name, PreparedQuery expression, Map<String, String> labels)
      implements RuleDefinition {
    public RecordingRule {
      labels = Map.copyOf(labels);
    }
  }
}
