package dev.firebucket.alerting.evaluation;

import java.util.List;

/// Takes alerts that should be sent. Returns at once; never fails.
@FunctionalInterface
public interface NotificationSink {
  void send(List<Notification> notifications);
}
