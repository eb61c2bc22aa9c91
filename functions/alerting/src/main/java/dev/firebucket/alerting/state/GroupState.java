package dev.firebucket.alerting.state;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.rule.RuleDefinition;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the next evaluation of a group must know.
///
/// @param file of the group
/// @param name of the group
/// @param interval between evaluations
/// @param queryOffset of its samples
/// @param lastEvaluation the time of the last evaluation
/// @param rules in order
/// @param staleSeries series of rules that are no longer there: the next evaluation ends them
public record GroupState(
    String file,
    String name,
    Duration interval,
    Duration queryOffset,
    Optional<Instant> lastEvaluation,
    List<RuleState> rules,
    List<LabelSet> staleSeries) {
  /// A state of a later time than this after now was written while a clock was wrong.
  private static final Duration WRONG_CLOCK = Duration.ofHours(1);

  public GroupState {
    rules = List.copyOf(rules);
    staleSeries = List.copyOf(staleSeries);
  }

  /// A group that was never evaluated.
  public static GroupState begin(RuleGroupDefinition group) {
    return new GroupState(
        group.file(),
        group.name(),
        group.interval(),
        group.queryOffset().orElse(Duration.ZERO),
        Optional.empty(),
        group.rules().stream().map(rule -> RuleState.begin(rule.identity())).toList(),
        List.of());
  }

  /// The state for a group that may have changed since: rules are known again by name and labels,
  /// the first of equal ones as the first; the series of those that are gone will be ended.
  public GroupState adoptedBy(RuleGroupDefinition group) {
    Map<String, Deque<RuleState>> known = new HashMap<>();
    rules.forEach(
        rule -> known.computeIfAbsent(rule.identity(), key -> new ArrayDeque<>()).add(rule));
    List<RuleState> adopted = new ArrayList<>();
    for (RuleDefinition rule : group.rules()) {
      Deque<RuleState> same = known.get(rule.identity());
      adopted.add(
          same == null || same.isEmpty() ? RuleState.begin(rule.identity()) : same.remove());
    }
    List<LabelSet> stale = new ArrayList<>(staleSeries);
    known.values().forEach(left -> left.forEach(rule -> stale.addAll(rule.series())));
    return new GroupState(
        group.file(),
        group.name(),
        group.interval(),
        group.queryOffset().orElse(Duration.ZERO),
        lastEvaluation,
        adopted,
        stale);
  }

  /// The time of the last evaluation. Empty if there was none, or if it is so far after now that
  /// the clock was wrong then: the group must not wait until time catches up.
  public Optional<Instant> lastEvaluation(Instant now) {
    return lastEvaluation.filter(last -> !last.isAfter(now.plus(WRONG_CLOCK)));
  }

  /// The state after an evaluation.
  public GroupState after(Instant evaluation, List<RuleState> evaluated, List<LabelSet> stale) {
    return new GroupState(
        file, name, interval, queryOffset, Optional.of(evaluation), evaluated, stale);
  }

  /// What differs from another state decides whether it must be written: everything but the time of
  /// the evaluation, the values and annotations of alerts, which the next evaluation makes again,
  /// and when they were sent: a process that does not know sends them once more.
  public GroupState durablePart() {
    List<RuleState> durable = new ArrayList<>();
    for (RuleState rule : rules) {
      Map<LabelSet, Alert> bare = new HashMap<>();
      rule.alerts()
          .forEach(
              (labels, alert) ->
                  bare.put(
                      labels, new Alert(labels, Map.of(), 0, alert.state(), Optional.empty())));
      durable.add(rule.withAlerts(bare));
    }
    return new GroupState(
        file, name, interval, queryOffset, Optional.empty(), durable, staleSeries);
  }

  /// Every series that the group wrote and has not ended.
  public List<LabelSet> livingSeries() {
    List<LabelSet> living = new ArrayList<>(staleSeries);
    rules.forEach(rule -> living.addAll(rule.series()));
    return living;
  }
}
