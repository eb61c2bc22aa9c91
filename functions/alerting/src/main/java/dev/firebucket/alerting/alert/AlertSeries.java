package dev.firebucket.alerting.alert;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// The series that record alerts: `ALERTS`, 1 while one is pending or firing, and
/// `ALERTS_FOR_STATE`, the time since when, in seconds of the epoch.
public final class AlertSeries {
  /// The metric of alerts.
  public static final String ALERTS = "ALERTS";

  /// The metric of the times since when alerts are active.
  public static final String ALERTS_FOR_STATE = "ALERTS_FOR_STATE";

  /// Both.
  public static final List<String> METRICS = List.of(ALERTS, ALERTS_FOR_STATE);

  /// The label with the name of the rule.
  public static final String ALERT_NAME = "alertname";

  private static final String ALERT_STATE = "alertstate";

  private AlertSeries() {}

  /// The labels of an alert's series in `ALERTS`. As in Prometheus a label whose template came out
  /// empty stands there with its template.
  public static LabelSet alerts(AlertingRule rule, Alert alert) {
    return series(rule, alert, ALERTS).set(ALERT_STATE, alert.state().wireName()).build();
  }

  /// The labels of an alert's series in `ALERTS_FOR_STATE`.
  public static LabelSet forState(AlertingRule rule, Alert alert) {
    return series(rule, alert, ALERTS_FOR_STATE).build();
  }

  private static LabelSet.Builder series(AlertingRule rule, Alert alert, String metric) {
    LabelSet.Builder labels = LabelSet.builder();
    rule.labels().forEach(labels::set);
    alert.labels().forEach(labels::set);
    return labels.set(LabelSet.NAME, metric).set(ALERT_NAME, rule.name());
  }
}
