package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import dev.firebucket.alerting.template.function.LinkFunctions;
import dev.firebucket.storage.model.LabelSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Picks the alerts of a rule that must be sent to the Alertmanagers, and marks them as sent.
final class AlertSending {
  /// An alert that is not sent again ends after this many intervals: two evaluations or requests
  /// may fail.
  private static final int VALIDITY = 4;

  private AlertSending() {}

  /// @param into takes the notifications
  /// @return the alerts, those that are sent marked so
  static Map<LabelSet, Alert> pick(
      PreparedRule rule,
      Map<LabelSet, Alert> alerts,
      Instant now,
      Duration interval,
      RuleEnvironment environment,
      List<Notification> into) {
    Map<LabelSet, Alert> marked = new LinkedHashMap<>();
    Duration resend = environment.resendDelay();
    Duration longer = interval.compareTo(resend) > 0 ? interval : resend;
    Instant validUntil = now.plus(longer.multipliedBy(VALIDITY));
    String page = generatorUrl(environment.externalUrl(), rule.text());
    alerts.forEach(
        (labels, alert) -> {
          if (!alert.needsSending(now, resend)) {
            marked.put(labels, alert);
            return;
          }
          marked.put(labels, alert.sentAt(now));
          switch (alert.state()) {
            case PendingAlert pending -> {}
            case FiringAlert firing ->
                into.add(notification(alert, firing.firedAt(), validUntil, page));
            case ResolvedAlert resolved ->
                into.add(notification(alert, resolved.firedAt(), resolved.resolvedAt(), page));
          }
        });
    return marked;
  }

  private static Notification notification(
      Alert alert, Instant startsAt, Instant endsAt, String page) {
    return new Notification(alert.labels(), alert.annotations(), startsAt, endsAt, page);
  }

  private static String generatorUrl(URI externalUrl, String query) {
    return externalUrl + LinkFunctions.tableLink(query);
  }
}
