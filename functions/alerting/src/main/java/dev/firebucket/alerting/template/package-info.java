/// Templates of labels and annotations, as Prometheus expands them. Start at
/// [dev.firebucket.alerting.template.AlertTemplate].
///
/// The language is Go's `text/template`, implemented in `dev.firebucket.go.template`. Here is what
/// Prometheus adds: `function` (functions that templates call) and `value` (its types).
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.template;
