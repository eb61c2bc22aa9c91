/// Alerts and their lives: pending, firing, resolved, gone (Prometheus' `rules/alerting.go`).
///
/// Start at [dev.firebucket.alerting.alert.AlertState]: the states are records, their transitions
/// the methods; no alert changes in any other way.
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.alert;
