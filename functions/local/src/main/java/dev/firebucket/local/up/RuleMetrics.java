package dev.firebucket.local.up;

import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.status.RuleGroupMetrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/// The numbers of rule groups, by group, under Prometheus' names.
final class RuleMetrics {
  private final PrometheusRegistry registry;
  private final RuleService rules;

  private RuleMetrics(PrometheusRegistry registry, RuleService rules) {
    this.registry = registry;
    this.rules = rules;
  }

  static void register(PrometheusRegistry registry, RuleService rules) {
    new RuleMetrics(registry, rules)
        .counter(
            "prometheus_rule_evaluations_total",
            "The total number of rule evaluations.",
            RuleGroupMetrics::evaluations)
        .counter(
            "prometheus_rule_evaluation_failures_total",
            "The total number of rule evaluation failures.",
            RuleGroupMetrics::evaluationFailures)
        .counter(
            "prometheus_rule_group_iterations_total",
            "The total number of scheduled rule group evaluations, whether executed or missed.",
            RuleGroupMetrics::iterations)
        .counter(
            "prometheus_rule_group_iterations_missed_total",
            "The total number of rule group evaluations missed due to slow rule group evaluation.",
            RuleGroupMetrics::iterationsMissed)
        .gauge(
            "prometheus_rule_group_last_evaluation_timestamp_seconds",
            "The timestamp of the last rule group evaluation in seconds.",
            group -> group.lastEvaluation().map(RuleMetrics::seconds).orElse(0.0))
        .gauge(
            "prometheus_rule_group_last_duration_seconds",
            "The duration of the last rule group evaluation.",
            group -> seconds(group.lastDuration()))
        .gauge(
            "prometheus_rule_group_last_evaluation_samples",
            "The number of samples returned during the last rule group evaluation.",
            RuleGroupMetrics::lastSamples)
        .gauge("prometheus_rule_group_rules", "The number of rules.", RuleGroupMetrics::rules)
        .gauge(
            "prometheus_rule_group_interval_seconds",
            "The interval of a rule group.",
            group -> seconds(group.interval()));
  }

  private RuleMetrics counter(String name, String help, ToDoubleFunction<RuleGroupMetrics> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("rule_group")
        .callback(
            callback ->
                rules
                    .metrics()
                    .forEach(one -> callback.call(value.applyAsDouble(one), one.ruleGroup())))
        .register(registry);
    return this;
  }

  private RuleMetrics gauge(String name, String help, ToDoubleFunction<RuleGroupMetrics> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("rule_group")
        .callback(
            callback ->
                rules
                    .metrics()
                    .forEach(one -> callback.call(value.applyAsDouble(one), one.ruleGroup())))
        .register(registry);
    return this;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }
}
