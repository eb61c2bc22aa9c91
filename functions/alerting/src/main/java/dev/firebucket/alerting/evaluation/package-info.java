/// Evaluates groups of rules: expressions to samples and alerts, samples to the store, states kept,
/// alerts handed on. Start at [dev.firebucket.alerting.evaluation.RuleGroup].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.evaluation;
