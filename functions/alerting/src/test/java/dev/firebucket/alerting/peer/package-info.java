/// The real Prometheus, promtool and Alertmanager beside ours: what they do settles what is right.
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.peer;
