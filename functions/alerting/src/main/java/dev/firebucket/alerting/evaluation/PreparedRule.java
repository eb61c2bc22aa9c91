package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.rule.AlertingRule;
import dev.firebucket.alerting.rule.RecordingRule;
import dev.firebucket.alerting.rule.RuleDefinition;
import org.jspecify.annotations.Nullable;

/// A rule with what each evaluation needs of it, made once.
final class PreparedRule {
  private final RuleDefinition definition;
  private final String query;
  private final MetricsRead reads;
  private final @Nullable AlertingEvaluation alerting;

  PreparedRule(RuleDefinition definition) {
    this.definition = definition;
    this.query = definition.query();
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

  String query() {
    return query;
  }

  MetricsRead reads() {
    return reads;
  }

  AlertingEvaluation alerting() {
    if (alerting == null) {
      throw new IllegalStateException(definition.name() + " is no alerting rule");
    }
    return alerting;
  }
}
