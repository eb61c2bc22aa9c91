/// Rule groups, alert states, templates, notifications.
///
/// The data flow, and where to start reading:
///
/// 1. `rule`: files to definitions ([dev.firebucket.alerting.rule.RuleFiles], and
///    [dev.firebucket.alerting.rule.RuleFileChecker] for `check rules`).
/// 2. `schedule`: when a group is due ([dev.firebucket.alerting.schedule.RuleService]: `tick` for a
///    function, [dev.firebucket.alerting.schedule.RuleClock] for a process that stays).
/// 3. `evaluation`: groups side by side ([dev.firebucket.alerting.evaluation.RuleGroup]):
///    expressions through the query engine, all from one look at the store
///    ([dev.firebucket.alerting.evaluation.TickView]), samples to the store, `alert` for the life
///    of alerts, `template` for their texts, `state` for what the next run must know.
/// 4. `notify`: alerts to the Alertmanagers ([dev.firebucket.alerting.notify.Notifier]).
/// 5. `status`: what the HTTP API shows of it all.
///
/// A process puts it together so:
///
/// ```java
/// Notifier notifier = new Notifier(new HttpClientFactory(), InstantSource.system());
/// RuleEnvironment environment =
///     new RuleEnvironment(
///         new RuleQueries(engine), bucket.writer(), new GroupStateStore(bucket.store()),
///         notifier, LabelSet.EMPTY, externalUrl, RuleEnvironment.DEFAULT_RESEND_DELAY,
///         InstantSource.system());
/// RuleService rules = new RuleService(environment, notifier, features);
/// rules.load(config);
/// ```
package dev.firebucket.alerting;
