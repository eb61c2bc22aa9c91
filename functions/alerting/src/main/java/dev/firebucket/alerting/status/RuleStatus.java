package dev.firebucket.alerting.status;

import dev.firebucket.alerting.rule.AlertingRule;
import dev.firebucket.alerting.rule.RecordingRule;
import java.util.List;

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
  }
}
