package dev.firebucket.api.rules;

import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import java.util.List;

/// Rules, alerts and where they go: port of `/api/v1/rules`, `/api/v1/alerts` and
/// `/api/v1/alertmanagers`.
public interface RulesView {
  /// All groups, by file and name.
  List<RuleGroupStatus> groups();

  /// All alerts that are pending or firing.
  List<AlertStatus> alerts();

  /// The Alertmanagers that were discovered.
  AlertmanagerStatus alertmanagers();
}
