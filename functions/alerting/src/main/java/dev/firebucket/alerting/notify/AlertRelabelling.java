package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// The labels of alerts on their way out: external labels where the alert has none of that name,
/// then the rules of the configuration, which may drop an alert.
final class AlertRelabelling {
  private AlertRelabelling() {}

  static List<Notification> withExternalLabels(
      LabelSet external, List<Notification> notifications) {
    if (external.isEmpty()) {
      return notifications;
    }
    return notifications.stream()
        .map(
            notification -> {
              LabelSet.Builder labels = external.toBuilder();
              notification.labels().forEach(labels::set);
              return withLabels(notification, labels.build());
            })
        .toList();
  }

  static List<Notification> apply(Relabeler relabeler, List<Notification> notifications) {
    if (relabeler.isEmpty()) {
      return notifications;
    }
    return notifications.stream()
        .flatMap(
            notification ->
                relabeler.apply(notification.labels()).stream()
                    .map(labels -> withLabels(notification, labels)))
        .toList();
  }

  private static Notification withLabels(Notification notification, LabelSet labels) {
    return new Notification(
        labels,
        notification.annotations(),
        notification.startsAt(),
        notification.endsAt(),
        notification.generatorUrl());
  }
}
