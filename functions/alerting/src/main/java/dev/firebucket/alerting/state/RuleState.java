package dev.firebucket.alerting.state;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.storage.model.LabelSet;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the next evaluation of a rule must know.
///
/// @param identity which rule it is: [dev.firebucket.alerting.rule.RuleDefinition#identity]
/// @param series written by the last evaluation: what vanishes of them gets a stale marker
/// @param alerts by their labels; none for a recording rule
public record RuleState(String identity, Set<LabelSet> series, Map<LabelSet, Alert> alerts) {
  public RuleState {
    series = Collections.unmodifiableSet(new TreeSet<>(series));
    alerts = Collections.unmodifiableMap(new TreeMap<>(alerts));
  }

  /// A rule that was never evaluated.
  public static RuleState begin(String identity) {
    return new RuleState(identity, Set.of(), Map.of());
  }

  public RuleState withSeries(Set<LabelSet> written) {
    return new RuleState(identity, written, alerts);
  }

  public RuleState withAlerts(Map<LabelSet, Alert> others) {
    return new RuleState(identity, series, others);
  }
}
