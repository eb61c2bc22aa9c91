package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.rule.RuleDefinition;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.query.engine.PreparedQuery;
import org.jspecify.annotations.Nullable;

/// A rule with what each evaluation needs of it, made once.
final class PreparedRule {
  private final RuleDefinition definition;
  private final MetricsRead reads;
  private final @Nullable AlertingEvaluation alerting;

  /// The expression in Prometheus' own form, for the links of its alerts.
  private final String text;

  PreparedRule(RuleDefinition definition) {
    this.definition = definition;
    this.text = definition.query();
    this.reads = MetricsRead.by(definition);
    this.alerting =
        switch (definition) {
          case RecordingRule recording -> null;
          case AlertingRule rule -> new AlertingEvaluation(rule);
        };
  }

  RuleDefinition definition() {
    return definition;
  }

  PreparedQuery query() {
    return definition.expression();
  }

  String text() {
    return text;
  }

  MetricsRead reads() {
    return reads;
  }

  /// Whether templates of its labels ask something: what is missing there makes another alert of
  /// one.
  boolean labelsAsk() {
    return MetricsRead.queries(definition.labels().values());
  }

  AlertingEvaluation alerting() {
    if (alerting == null) {
      throw new IllegalStateException(definition.name() + " is no alerting rule");
    }
    return alerting;
  }
}
