/// How long a tick of many rules takes over a store that takes its time. Start at
/// [dev.firebucket.alerting.ontime.RulesOnTime].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.ontime;
