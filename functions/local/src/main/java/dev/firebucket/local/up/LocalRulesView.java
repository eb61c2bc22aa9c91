package dev.firebucket.local.up;

import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.rules.RulesView;
import jakarta.inject.Singleton;
import java.util.List;

/// The rules that this process evaluates.
@Singleton
public class LocalRulesView implements RulesView {
  @Override
  public List<RuleGroupStatus> groups() {
    return Running.services().rules().groups();
  }

  @Override
  public List<AlertStatus> alerts() {
    return Running.services().rules().alerts();
  }

  @Override
  public AlertmanagerStatus alertmanagers() {
    return Running.services().notifier().status();
  }
}
