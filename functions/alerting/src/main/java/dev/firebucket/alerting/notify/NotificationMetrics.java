package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.status.AlertmanagerMetrics;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What went to Alertmanagers, by Alertmanager, under Prometheus' names.
public final class NotificationMetrics implements MetricSource {
  private final Notifier notifier;

  public NotificationMetrics(Notifier notifier) {
    this.notifier = notifier;
  }

  @Override
  public void collect(MetricFamilies families) {
    List<AlertmanagerMetrics> alertmanagers = notifier.metrics();
    families
        .counter(
            "prometheus_notifications_sent_total",
            "Total number of alerts sent.",
            points(alertmanagers, AlertmanagerMetrics::sent))
        .counter(
            "prometheus_notifications_errors_total",
            "Total number of sent alerts affected by errors.",
            points(alertmanagers, AlertmanagerMetrics::errors))
        .counter(
            "prometheus_notifications_dropped_total",
            "Total number of alerts dropped due to errors when sending to Alertmanager.",
            points(alertmanagers, AlertmanagerMetrics::dropped))
        .gauge(
            "prometheus_notifications_queue_length",
            "The number of alert notifications in the queue.",
            points(alertmanagers, AlertmanagerMetrics::queueLength))
        .gauge(
            "prometheus_notifications_queue_capacity",
            "The capacity of the alert notifications queue.",
            points(alertmanagers, AlertmanagerMetrics::queueCapacity))
        .gauge(
            "prometheus_notifications_alertmanagers_discovered",
            "The number of alertmanagers discovered and active.",
            notifier.status().active().size());
  }

  private static List<MetricFamily.Point> points(
      List<AlertmanagerMetrics> alertmanagers, ToDoubleFunction<AlertmanagerMetrics> value) {
    return MetricFamily.Point.ofEach(
        alertmanagers, "alertmanager", AlertmanagerMetrics::alertmanager, value);
  }
}
