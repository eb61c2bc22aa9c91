package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.status.RuleGroupMetrics;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The numbers of rule groups, by group, under Prometheus' names.
public final class RuleMetrics implements MetricSource {
  private final RuleService rules;

  public RuleMetrics(RuleService rules) {
    this.rules = rules;
  }

  @Override
  public void collect(MetricFamilies families) {
    List<RuleGroupMetrics> groups = rules.metrics();
    evaluations(families, groups);
    families
        .gauge(
            "prometheus_rule_group_last_evaluation_timestamp_seconds",
            "The timestamp of the last rule group evaluation in seconds.",
            points(groups, group -> group.lastEvaluation().map(RuleMetrics::seconds).orElse(0.0)))
        .gauge(
            "prometheus_rule_group_last_duration_seconds",
            "The duration of the last rule group evaluation.",
            points(groups, group -> seconds(group.lastDuration())))
        .gauge(
            "prometheus_rule_group_last_evaluation_samples",
            "The number of samples returned during the last rule group evaluation.",
            points(groups, RuleGroupMetrics::lastSamples))
        .gauge(
            "prometheus_rule_group_rules",
            "The number of rules.",
            points(groups, RuleGroupMetrics::rules))
        .gauge(
            "prometheus_rule_group_interval_seconds",
            "The interval of a rule group.",
            points(groups, group -> seconds(group.interval())));
  }

  private static void evaluations(MetricFamilies families, List<RuleGroupMetrics> groups) {
    families
        .counter(
            "prometheus_rule_evaluations_total",
            "The total number of rule evaluations.",
            points(groups, RuleGroupMetrics::evaluations))
        .counter(
            "prometheus_rule_evaluation_failures_total",
            "The total number of rule evaluation failures.",
            points(groups, RuleGroupMetrics::evaluationFailures))
        .counter(
            "prometheus_rule_group_iterations_total",
            "The total number of scheduled rule group evaluations, whether executed or missed.",
            points(groups, RuleGroupMetrics::iterations))
        .counter(
            "prometheus_rule_group_iterations_missed_total",
            "The total number of rule group evaluations missed due to slow rule group evaluation.",
            points(groups, RuleGroupMetrics::iterationsMissed));
  }

  private static List<MetricFamily.Point> points(
      List<RuleGroupMetrics> groups, ToDoubleFunction<RuleGroupMetrics> value) {
    return MetricFamily.Point.ofEach(groups, "rule_group", RuleGroupMetrics::ruleGroup, value);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }
}
