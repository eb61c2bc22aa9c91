package dev.firebucket.alerting.status;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.Map;

/// A rule and its last evaluation, as `/api/v1/rules` shows it. Definition and run hold the fields
/// that both kinds have in common.
public sealed interface RuleStatus {
  /// How the last evaluation went.
  RuleRun run();

  /// A recording rule.
  record Recording(RecordingRule rule, RuleRun run) implements RuleStatus {}

  /// An alerting rule.
  ///
  /// @param state the highest state of its alerts: `firing`, `pending`, `inactive`, or `unknown`
  ///   before the first evaluation
  /// @param alerts those that are pending or firing, by labels
  record Alerting(AlertingRule rule, RuleRun run, String state, List<AlertStatus> alerts)
      implements RuleStatus {
    public Alerting {
      alerts = List.copyOf(alerts);
    }

    /// @param alerts of the rule, by labels, those that are resolved among them
    static Alerting of(AlertingRule rule, RuleRun run, Map<LabelSet, Alert> alerts) {
      List<Alert> active = alerts.values().stream().filter(Alert::isActive).toList();
      boolean firing = active.stream().anyMatch(alert -> alert.state() instanceof FiringAlert);
      boolean known = run.lastEvaluation().isPresent() || !active.isEmpty();
      String highest = firing ? "firing" : active.isEmpty() ? "inactive" : "pending";
      return new Alerting(
          rule, run, known ? highest : "unknown", active.stream().map(AlertStatus::of).toList());
    }
  }
}
