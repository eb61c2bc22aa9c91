/// Sends alerts to Alertmanagers (API v2, https://prometheus.io/docs/alerting/latest/alerts_api/).
/// Start at [dev.firebucket.alerting.notify.Notifier].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.notify;
