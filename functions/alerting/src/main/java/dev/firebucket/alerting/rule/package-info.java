/// Rule files: what they say, whether it is sound, and where they are
/// (https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/).
///
/// Start at [dev.firebucket.alerting.rule.RuleFiles], which loads the files of a configuration, or
/// at [dev.firebucket.alerting.rule.RuleFileChecker], which `check rules` calls.
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.rule;
