package dev.firebucket.local.up;

import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.status.AlertmanagerMetrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/// What went to Alertmanagers, by Alertmanager, under Prometheus' names.
final class NotificationMetrics {
  private NotificationMetrics() {}

  static void register(PrometheusRegistry registry, Notifier notifier) {
    counter(
        registry,
        notifier,
        "prometheus_notifications_sent_total",
        "Total number of alerts sent.",
        AlertmanagerMetrics::sent);
    counter(
        registry,
        notifier,
        "prometheus_notifications_errors_total",
        "Total number of sent alerts affected by errors.",
        AlertmanagerMetrics::errors);
    counter(
        registry,
        notifier,
        "prometheus_notifications_dropped_total",
        "Total number of alerts dropped due to errors when sending to Alertmanager.",
        AlertmanagerMetrics::dropped);
    GaugeWithCallback.builder()
        .name("prometheus_notifications_queue_length")
        .help("The number of alert notifications in the queue.")
        .labelNames("alertmanager")
        .callback(
            callback ->
                notifier
                    .metrics()
                    .forEach(one -> callback.call(one.queueLength(), one.alertmanager())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("prometheus_notifications_alertmanagers_discovered")
        .help("The number of alertmanagers discovered and active.")
        .callback(callback -> callback.call(notifier.status().active().size()))
        .register(registry);
  }

  private static void counter(
      PrometheusRegistry registry,
      Notifier notifier,
      String name,
      String help,
      ToDoubleFunction<AlertmanagerMetrics> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("alertmanager")
        .callback(
            callback ->
                notifier
                    .metrics()
                    .forEach(one -> callback.call(value.applyAsDouble(one), one.alertmanager())))
        .register(registry);
  }
}
