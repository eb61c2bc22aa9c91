/// Unit tests of rules, as `promtool test rules` runs them: input series, the rules evaluated at
/// regular times, and what they should give
/// ([description](https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/)).
///
/// Start with [dev.firebucket.ruletest.RuleTester].
@NullMarked
package dev.firebucket.ruletest;

import org.jspecify.annotations.NullMarked;
