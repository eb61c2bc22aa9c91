package dev.firebucket.local.up;

import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.rules.RulesView;
import java.util.List;

/// The rules that this process evaluates.
final class LocalRulesView implements RulesView {
  private final RuleService rules;
  private final Notifier notifier;

  LocalRulesView(RuleService rules, Notifier notifier) {
    this.rules = rules;
    this.notifier = notifier;
  }

  @Override
  public List<RuleGroupStatus> groups() {
    return rules.groups();
  }

  @Override
  public List<AlertStatus> alerts() {
    return rules.alerts();
  }

  @Override
  public AlertmanagerStatus alertmanagers() {
    return notifier.status();
  }
}
