package dev.firebucket.alerting.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The numbers of a group since this process began, under Prometheus' names; all carry the label
/// `rule_group`.
///
/// @param ruleGroup `file;name`
/// @param evaluations `prometheus_rule_evaluations_total`
/// @param evaluationFailures `prometheus_rule_evaluation_failures_total`
/// @param iterations `prometheus_rule_group_iterations_total`, missed ones included
/// @param iterationsMissed `prometheus_rule_group_iterations_missed_total`
/// @param lastEvaluation `prometheus_rule_group_last_evaluation_timestamp_seconds`
/// @param lastDuration `prometheus_rule_group_last_duration_seconds`
/// @param lastSamples `prometheus_rule_group_last_evaluation_samples`
/// @param rules `prometheus_rule_group_rules`
/// @param interval `prometheus_rule_group_interval_seconds`
public record RuleGroupMetrics(
    String ruleGroup,
    long evaluations,
    long evaluationFailures,
    long iterations,
    long iterationsMissed,
    Optional<Instant> lastEvaluation,
    Duration lastDuration,
    long lastSamples,
    int rules,
    Duration interval) {}
