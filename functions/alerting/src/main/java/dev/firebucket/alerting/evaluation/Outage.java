package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.RuleState;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a long gap between two evaluations does to alerts, as Prometheus' restart does
/// (`rules/group.go`, `RestoreForState`): nobody looked, so the gap does not count as time that a
/// pending alert was active; after an hour it starts again. Firing alerts keep firing.
final class Outage {
  /// A gap below this and two intervals is no outage: ticks come late, functions start cold.
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  /// After this a pending alert starts again (`--rules.alert.for-outage-tolerance`).
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  private Outage() {}

  /// The state to evaluate from at `now`.
  static GroupState overcome(GroupState state, Instant now) {
    if (state.lastEvaluation().isEmpty()) {
      return state;
    }
    Instant last = state.lastEvaluation().get();
    if (state.lastEvaluation(now).isEmpty()) {
      // The clock was wrong when these alerts became active: they begin again.
      return state.after(
          now,
          state.rules().stream().map(rule -> rule.withAlerts(Map.of())).toList(),
          state.staleSeries());
    }
    Duration gap = Duration.between(last, now);
    if (gap.compareTo(TOLERANCE.plus(state.interval().multipliedBy(2))) <= 0) {
      return state;
    }
    List<RuleState> rules = new ArrayList<>();
    for (RuleState rule : state.rules()) {
      rules.add(rule.withAlerts(overcome(rule.alerts(), gap, state.interval())));
    }
    return state.after(last, rules, state.staleSeries());
  }

  private static Map<LabelSet, Alert> overcome(
      Map<LabelSet, Alert> alerts, Duration gap, Duration interval) {
    Map<LabelSet, Alert> kept = new HashMap<>();
    alerts.forEach(
        (labels, alert) -> {
          switch (alert.state()) {
            case PendingAlert pending -> {
              if (gap.compareTo(FORGET_AFTER) <= 0) {
                Instant shifted = pending.activeAt().plus(gap.minus(interval));
                kept.put(labels, alert.withState(new PendingAlert(shifted)));
              }
            }
            case FiringAlert firing -> kept.put(labels, alert);
            case ResolvedAlert resolved -> kept.put(labels, alert);
          }
        });
    return kept;
  }
}
