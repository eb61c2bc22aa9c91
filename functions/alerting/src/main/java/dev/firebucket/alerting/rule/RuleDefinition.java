package dev.firebucket.alerting.rule;

import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.format.ExprPrinter;
import java.util.Map;
import java.util.TreeMap;

/// One rule of a group.
public sealed interface RuleDefinition permits AlertingRule, RecordingRule {
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
}
