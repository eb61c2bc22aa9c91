package dev.firebucket.alerting.status;

/// The numbers of an Alertmanager since this process began, under Prometheus' names; all carry the
/// label `alertmanager`.
///
/// @param alertmanager its URL
/// @param sent `prometheus_notifications_sent_total`
/// @param errors `prometheus_notifications_errors_total`: alerts of requests that failed
/// @param dropped `prometheus_notifications_dropped_total`: alerts that will not be sent
/// @param queueLength `prometheus_notifications_queue_length`
/// @param queueCapacity `prometheus_notifications_queue_capacity`
public record AlertmanagerMetrics(
    String alertmanager,
    long sent,
    long errors,
    long dropped,
    int queueLength,
    int queueCapacity) {}
