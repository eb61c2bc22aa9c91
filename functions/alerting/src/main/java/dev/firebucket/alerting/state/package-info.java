/// What the next run must know of rules, kept in the store under `rules/state/`. Start at
/// [dev.firebucket.alerting.state.GroupStateStore].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.state;
