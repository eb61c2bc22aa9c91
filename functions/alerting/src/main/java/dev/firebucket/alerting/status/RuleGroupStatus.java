package dev.firebucket.alerting.status;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
  /// By file and name.
  public static final Comparator<RuleGroupStatus> ORDER =
      Comparator.comparing((RuleGroupStatus group) -> group.definition().file())
          .thenComparing(group -> group.definition().name());

  public RuleGroupStatus {
    rules = List.copyOf(rules);
  }

  /// A group that this process has not evaluated.
  public static RuleGroupStatus of(RuleGroupDefinition definition, GroupState state) {
    List<RuleRun> none = Collections.nCopies(definition.rules().size(), RuleRun.NONE);
    return of(definition, state, none, Optional.empty(), Duration.ZERO);
  }

  /// @param runs the last evaluation of each rule
  public static RuleGroupStatus of(
      RuleGroupDefinition definition,
      GroupState state,
      List<RuleRun> runs,
      Optional<Instant> lastEvaluation,
      Duration evaluationTime) {
    List<RuleStatus> rules = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      RuleRun run = runs.get(i);
      RuleState known = state.rules().get(i);
      rules.add(
          switch (definition.rules().get(i)) {
            case RecordingRule recording -> new RuleStatus.Recording(recording, run);
            case AlertingRule alerting -> RuleStatus.Alerting.of(alerting, run, known.alerts());
          });
    }
    return new RuleGroupStatus(definition, rules, lastEvaluation, evaluationTime);
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
