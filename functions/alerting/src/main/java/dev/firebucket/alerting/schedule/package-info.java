/// When groups of rules are evaluated, and the service that functions and the local server call.
/// Start at [dev.firebucket.alerting.schedule.RuleService].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.schedule;
