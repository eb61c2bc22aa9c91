package dev.firebucket.alerting.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A group of rules as its file has it. Its rules are evaluated in order, at the same time.
///
/// @param file as the configuration names it
/// @param name unique in the file
/// @param interval between evaluations; zero where the group leaves it to the configuration
/// @param queryOffset how far in the past; empty where the group leaves it to the configuration
/// @param limit on the series or alerts of one rule; 0 for none
/// @param rules in order
public record RuleGroupDefinition(
    String file,
    String name,
    Duration interval,
    Optional<Duration> queryOffset,
    int limit,
    List<RuleDefinition> rules) {
  public RuleGroupDefinition {
    rules = List.copyOf(rules);
  }

  /// What tells groups apart, over all files: `file;name`, as the `rule_group` label of metrics.
  public String key() {
    return file + ";" + name;
  }

  /// The same group with what it left to the configuration filled in.
  ///
  /// @param byDefault `evaluation_interval`
  /// @param offset `rule_query_offset`
  public RuleGroupDefinition withDefaults(Duration byDefault, Duration offset) {
    return new RuleGroupDefinition(
        file,
        name,
        interval.isZero() ? byDefault : interval,
        Optional.of(queryOffset.orElse(offset)),
        limit,
        rules);
  }

  /// The same group, evaluated at another interval than its own, as tests do.
  public RuleGroupDefinition evaluatedEach(Duration time) {
    return new RuleGroupDefinition(
        file, name, time, Optional.of(queryOffset.orElse(Duration.ZERO)), limit, rules);
  }
}
