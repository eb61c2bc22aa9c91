package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertText;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.RuleState;
import dev.firebucket.alerting.status.RuleHealth;
import dev.firebucket.alerting.status.RuleRun;
import dev.firebucket.alerting.template.function.FunctionContext;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One evaluation of a group: its rules in order, each seeing what those before it recorded.
///
/// A rule that fails keeps its state and leaves the others alone; one with too many alerts loses
/// them.
final class GroupEvaluation {
  private final RuleGroupDefinition group;
  private final List<PreparedRule> prepared;
  private final RuleEnvironment environment;
  private final Instant now;
  private final Instant queried;
  private final GroupState before;
  private final SampleOutbox outbox;
  private final List<RuleState> states = new ArrayList<>();
  private final List<RuleRun> runs = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final Map<Integer, Set<LabelSet>> unwritten = new HashMap<>();
  private List<LabelSet> stale;

  GroupEvaluation(
      RuleGroupDefinition group,
      List<PreparedRule> prepared,
      RuleEnvironment environment,
      GroupState before,
      Instant now) {
    this.group = group;
    this.prepared = prepared;
    this.environment = environment;
    this.now = now;
    this.queried = now.minus(group.queryOffset().orElse(Duration.ZERO));
    this.before = before;
    this.outbox = new SampleOutbox(environment.writer(), queried.toEpochMilli());
    this.stale = before.staleSeries();
  }

  void run() {
    for (int i = 0; i < prepared.size(); i++) {
      if (prepared.get(i).reads().mayRead(outbox.metrics())) {
        write();
      }
      rule(i);
    }
    stale.forEach(outbox::end);
    if (write()) {
      stale = List.of();
    }
  }

  private void rule(int index) {
    PreparedRule rule = prepared.get(index);
    RuleState known = before.rules().get(index);
    Instant started = environment.clock().instant();
    long nanos = System.nanoTime();
    RuleState next = known;
    String error = "";
    try {
      List<VectorSample> answer = environment.queries().evaluate(rule.query(), queried);
      next = evaluated(index, rule, known, answer);
    } catch (TooManyAlertsException e) {
      error = String.valueOf(e.getMessage());
      next = known.withAlerts(Map.of());
    } catch (RuleEvaluationException e) {
      error = String.valueOf(e.getMessage());
    }
    states.add(next);
    runs.add(
        new RuleRun(
            error.isEmpty() ? RuleHealth.OK : RuleHealth.ERROR,
            error,
            Optional.of(started),
            Duration.ofNanos(System.nanoTime() - nanos)));
  }

  private RuleState evaluated(
      int index, PreparedRule rule, RuleState known, List<VectorSample> answer)
      throws RuleEvaluationException {
    long timestamp = queried.toEpochMilli();
    return switch (rule.definition()) {
      case RecordingRule recording -> {
        gather(
            index, RecordingEvaluation.record(recording, answer, timestamp, group.limit()), known);
        yield known;
      }
      case AlertingRule _ -> {
        AlertingEvaluation evaluation = rule.alerting();
        Map<LabelSet, Alert> alerts =
            evaluation.alerts(answer, known.alerts(), now, surroundings());
        evaluation.requireWithin(group.limit(), alerts);
        gather(index, evaluation.samples(alerts, timestamp), known);
        yield known.withAlerts(
            AlertSending.pick(rule, alerts, now, group.interval(), environment, notifications));
      }
    };
  }

  private AlertText.Surroundings surroundings() {
    FunctionContext functions =
        new FunctionContext(
            expression -> {
              try {
                return environment.queries().evaluate(expression, now);
              } catch (RuleEvaluationException e) {
                throw new FunctionException(String.valueOf(e.getMessage()), e);
              }
            },
            environment.externalUrl(),
            now.toEpochMilli());
    return new AlertText.Surroundings(environment.externalLabels(), functions);
  }

  private void gather(int index, List<VectorSample> output, RuleState known) {
    unwritten.put(index, outbox.add(index, output, known.series()));
  }

  /// Writes what is gathered; rules whose samples the store did not take have failed, and will look
  /// for the series of the time before again.
  private boolean write() {
    SampleOutbox.Written written = outbox.write();
    for (int index : written.rules()) {
      if (written.error().isEmpty()) {
        Set<LabelSet> series = unwritten.getOrDefault(index, Set.of());
        states.set(index, states.get(index).withSeries(series));
      } else {
        runs.set(index, runs.get(index).failed(written.error()));
      }
    }
    unwritten.clear();
    return written.error().isEmpty();
  }

  /// The state after the evaluation.
  GroupState after() {
    return before.after(now, states, stale);
  }

  List<RuleRun> runs() {
    return runs;
  }

  List<Notification> notifications() {
    return notifications;
  }

  int samples() {
    return outbox.samples();
  }
}
