/// Templates of labels and annotations, as Prometheus expands them. Start at
/// [dev.firebucket.alerting.template.AlertTemplate].
///
/// The parts, from text to text: `parse` (text to tree), `evaluate` (tree and data to text),
/// `function` (what templates call), `value` (Go's types) and `format` (values as Go prints them).
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.template;
