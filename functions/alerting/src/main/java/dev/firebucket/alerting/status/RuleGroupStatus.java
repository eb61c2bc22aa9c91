package dev.firebucket.alerting.status;

import dev.firebucket.alerting.rule.RuleGroupDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A group and its last evaluation, as `/api/v1/rules` shows it.
///
/// @param definition file, name, interval, limit
/// @param rules in order
/// @param lastEvaluation when it was last evaluated, by the clock
/// @param evaluationTime how long that took
public record RuleGroupStatus(
    RuleGroupDefinition definition,
    List<RuleStatus> rules,
    Optional<Instant> lastEvaluation,
    Duration evaluationTime) {
  public RuleGroupStatus {
    rules = List.copyOf(rules);
  }

  /// Every alert of the group that is pending or firing.
  public List<AlertStatus> alerts() {
    return rules.stream()
        .flatMap(
            rule ->
                switch (rule) {
                  case RuleStatus.Recording recording -> Stream.<AlertStatus>of();
                  case RuleStatus.Alerting alerting -> alerting.alerts().stream();
                })
        .toList();
  }
}
