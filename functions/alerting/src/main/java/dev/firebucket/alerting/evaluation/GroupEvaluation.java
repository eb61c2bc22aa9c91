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
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One evaluation of a group: its rules in order, each seeing what those before it recorded.
///
/// A rule that fails keeps its state and leaves the others alone; one with too many alerts loses
/// them. Nothing is stored here, and nothing is sent.
final class GroupEvaluation {
  private final RuleGroupDefinition group;
  private final List<PreparedRule> prepared;
  private final RuleEnvironment environment;
  private final Instant now;
  private final Instant queried;
  private final GroupState before;
  private final TickView view;
  private final Deadline deadline;
  private final SampleOutbox outbox;
  private final List<RuleState> states = new ArrayList<>();
  private final List<RuleRun> runs = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private boolean templateOutOfTime;

  /// What is missing in answers to the templates of the rule that is being evaluated.
  private final Set<String> lostInTemplates = new LinkedHashSet<>();

  GroupEvaluation(
      RuleGroupDefinition group,
      List<PreparedRule> prepared,
      RuleEnvironment environment,
      GroupState before,
      Instant now,
      TickView view,
      Deadline deadline) {
    this.group = group;
    this.prepared = prepared;
    this.environment = environment;
    this.now = now;
    this.queried = now.minus(group.queryOffset().orElse(Duration.ZERO));
    this.before = before;
    this.view = view;
    this.deadline = deadline;
    this.outbox = new SampleOutbox(view, queried.toEpochMilli());
  }

  /// @throws OutOfTimeException when the deadline comes first
  void run() throws OutOfTimeException {
    for (int i = 0; i < prepared.size(); i++) {
      outbox.show(prepared.get(i).reads());
      rule(i);
    }
    before.staleSeries().forEach(outbox::end);
    outbox.handOver();
  }

  private void rule(int index) throws OutOfTimeException {
    PreparedRule rule = prepared.get(index);
    RuleState known = before.rules().get(index);
    Instant started = environment.clock().instant();
    long nanos = System.nanoTime();
    RuleState next = known;
    String error = "";
    lostInTemplates.clear();
    try {
      view.show(rule.reads());
      TickView.Answer answer = view.evaluate(rule.query(), queried, deadline);
      next = evaluated(rule, known, answer);
      error = LostSamples.told(answer.lost(), lostInTemplates);
    } catch (TooManyAlertsException e) {
      error = String.valueOf(e.getMessage());
      next = known.withAlerts(Map.of());
    } catch (RuleEvaluationException e) {
      error = String.valueOf(e.getMessage());
    }
    if (templateOutOfTime) {
      throw new OutOfTimeException();
    }
    states.add(next);
    runs.add(
        new RuleRun(
            error.isEmpty() ? RuleHealth.OK : RuleHealth.ERROR,
            error,
            Optional.of(started),
            Duration.ofNanos(System.nanoTime() - nanos)));
  }

  private RuleState evaluated(PreparedRule rule, RuleState known, TickView.Answer answer)
      throws RuleEvaluationException {
    long timestamp = queried.toEpochMilli();
    List<VectorSample> samples = answer.samples();
    return switch (rule.definition()) {
      case RecordingRule recording -> {
        view.told(rule, answer.lost());
        LostSamples.requireNone(answer.lost());
        yield known.withSeries(
            outbox.add(
                RecordingEvaluation.record(recording, samples, timestamp, group.limit()),
                known.series()));
      }
      case AlertingRule _ -> {
        AlertingEvaluation evaluation = rule.alerting();
        Map<LabelSet, Alert> given = evaluation.given(samples, now, surroundings());
        boolean whole = answer.lost().isEmpty() && (lostInTemplates.isEmpty() || !rule.labelsAsk());
        Map<LabelSet, Alert> alerts = evaluation.after(given, known.alerts(), now, whole);
        // Alerts that only damage keeps must not push the others over the limit.
        evaluation.requireWithin(group.limit(), whole ? alerts : given);
        yield known
            .withSeries(outbox.add(evaluation.samples(alerts, timestamp), known.series()))
            .withAlerts(
                AlertSending.pick(rule, alerts, now, group.interval(), environment, notifications));
      }
    };
  }

  private AlertText.Surroundings surroundings() {
    FunctionContext functions =
        new FunctionContext(this::answer, environment.externalUrl(), now.toEpochMilli());
    return new AlertText.Surroundings(environment.externalLabels(), functions);
  }

  /// Answers a query of a template.
  private List<VectorSample> answer(String expression) throws FunctionException {
    try {
      TickView.Answer answer =
          view.evaluate(environment.queries().prepare(expression), now, deadline);
      lostInTemplates.addAll(answer.lost());
      return answer.samples();
    } catch (RuleEvaluationException e) {
      throw new FunctionException(String.valueOf(e.getMessage()), e);
    } catch (OutOfTimeException e) {
      templateOutOfTime = true;
      throw new FunctionException("out of time", e);
    }
  }

  /// The state after the evaluation, once its samples are stored.
  GroupState after() {
    return before.after(now, states, List.of());
  }

  List<RuleRun> runs() {
    return runs;
  }

  List<Notification> notifications() {
    return notifications;
  }

  /// What is to be stored.
  List<SampleBatch> batches() {
    return outbox.batches();
  }

  int samples() {
    return outbox.samples();
  }
}
