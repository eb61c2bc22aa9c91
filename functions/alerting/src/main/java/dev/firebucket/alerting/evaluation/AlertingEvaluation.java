package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertSeries;
import dev.firebucket.alerting.alert.AlertState;
import dev.firebucket.alerting.alert.AlertText;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Samples of an expression, and the alerts of before, to the alerts of now.
final class AlertingEvaluation {
  private final AlertingRule rule;
  private final AlertText text;

  AlertingEvaluation(AlertingRule rule) {
    this.rule = rule;
    this.text = new AlertText(rule);
  }

  /// The alerts that the samples give, as if none had been there before.
  ///
  /// @throws RuleEvaluationException when two samples give the same alert
  Map<LabelSet, Alert> given(List<VectorSample> answer, Instant now, AlertText.Surroundings around)
      throws RuleEvaluationException {
    Map<LabelSet, Alert> fresh = new LinkedHashMap<>();
    for (VectorSample sample : answer) {
      Alert alert = fresh(sample, now, around);
      if (fresh.put(alert.labels(), alert) != null) {
        throw new RuleEvaluationException(
            "vector contains metrics with the same labelset after applying alert labels");
      }
    }
    return fresh;
  }

  /// @param fresh the alerts that this evaluation gave
  /// @param before the alerts of the last evaluation
  /// @param whole whether nothing is missing in this one; else an active alert that is absent stays
  ///   as it was, for nobody knows whether its condition has ended
  /// @return the alerts after it, those that are resolved but kept among them
  Map<LabelSet, Alert> after(
      Map<LabelSet, Alert> fresh, Map<LabelSet, Alert> before, Instant now, boolean whole) {
    Map<LabelSet, Alert> alerts = new LinkedHashMap<>();
    before.forEach(
        (labels, alert) -> {
          if (!fresh.containsKey(labels)) {
            absent(alert, now, whole).ifPresent(kept -> alerts.put(labels, kept));
          }
        });
    fresh.forEach(
        (labels, alert) -> {
          Alert known = before.get(labels);
          alerts.put(labels, known == null ? alert : known.seenAs(alert, now, rule.hold()));
        });
    return alerts;
  }

  private Optional<Alert> absent(Alert alert, Instant now, boolean whole) {
    return !whole && alert.isActive()
        ? Optional.of(alert)
        : alert.letGo(now, rule.hold(), rule.keepFiringFor());
  }

  private Alert fresh(VectorSample sample, Instant now, AlertText.Surroundings around) {
    return new Alert(
        text.labels(sample, around),
        text.annotations(sample, around),
        sample.value(),
        AlertState.begin(now, rule.hold()),
        Optional.empty());
  }

  /// Refuses more active alerts than the group allows.
  void requireWithin(int limit, Map<LabelSet, Alert> alerts) throws TooManyAlertsException {
    long active = alerts.values().stream().filter(Alert::isActive).count();
    if (limit > 0 && active > limit) {
      throw new TooManyAlertsException(limit, active);
    }
  }

  /// The samples of `ALERTS` and `ALERTS_FOR_STATE` for the alerts that are pending or firing.
  List<VectorSample> samples(Map<LabelSet, Alert> alerts, long timestampMillis) {
    List<VectorSample> samples = new ArrayList<>();
    for (Alert alert : alerts.values()) {
      if (alert.isActive()) {
        long since = alert.state().activeAt().getEpochSecond();
        samples.add(new VectorSample(AlertSeries.alerts(rule, alert), timestampMillis, 1, null));
        samples.add(
            new VectorSample(AlertSeries.forState(rule, alert), timestampMillis, since, null));
      }
    }
    return samples;
  }
}
