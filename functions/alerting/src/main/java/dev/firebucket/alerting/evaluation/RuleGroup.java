package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.status.RuleGroupMetrics;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.alerting.status.RuleRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A group of rules that lives: evaluated time after time, its state kept in the store, shown to
/// the API. Safe for use by several threads; evaluations wait for each other, status waits for
/// none.
public final class RuleGroup {
  private static final Logger LOG = LoggerFactory.getLogger(RuleGroup.class);

  /// How old the stored time of the last evaluation may grow, with and without pending alerts.
  private static final Duration REFRESH_PENDING = Duration.ofMinutes(1);

  private static final Duration REFRESH = Duration.ofMinutes(5);

  private final RuleGroupDefinition definition;
  private final Supplier<RuleEnvironment> environment;
  private final List<PreparedRule> prepared;
  private final GroupCounters counters = new GroupCounters();
  private volatile View view;
  private @Nullable GroupState saved;
  private boolean stopped;

  /// What is known after an evaluation, published at once.
  private record View(
      GroupState state,
      List<RuleRun> runs,
      Optional<Instant> lastEvaluation,
      Duration evaluationTime,
      int samples) {}

  /// @param state of the group as it was adopted; the part that is in the store is `stored`
  /// @param stored null where the store knows nothing of the group
  public RuleGroup(
      RuleGroupDefinition definition,
      GroupState state,
      @Nullable GroupState stored,
      Supplier<RuleEnvironment> environment) {
    this.definition = definition;
    this.environment = environment;
    this.prepared = definition.rules().stream().map(PreparedRule::new).toList();
    this.saved = stored;
    this.view =
        new View(
            state,
            Collections.nCopies(prepared.size(), RuleRun.NONE),
            Optional.empty(),
            Duration.ZERO,
            0);
  }

  public RuleGroupDefinition definition() {
    return definition;
  }

  /// The time of the last evaluation, be it that of a process before.
  public Optional<Instant> lastEvaluated(Instant now) {
    return view.state().lastEvaluation(now);
  }

  /// The current state.
  public GroupState state() {
    return view.state();
  }

  /// Evaluates all rules for a time. Samples are written and the state is kept before alerts are
  /// sent. Failures are part of the outcome; nothing is thrown.
  ///
  /// @param time planned, in whole milliseconds
  /// @return empty when the group has been stopped, or has been evaluated at this time or a later
  ///   one: the same tick was delivered twice
  public synchronized Optional<GroupOutcome> evaluate(Instant time) {
    if (stopped || lastEvaluated(time).filter(last -> !last.isBefore(time)).isPresent()) {
      return Optional.empty();
    }
    RuleEnvironment surroundings = environment.get();
    Instant started = surroundings.clock().instant();
    long nanos = System.nanoTime();
    GroupState before = Outage.overcome(view.state(), time);
    GroupEvaluation evaluation =
        new GroupEvaluation(definition, prepared, surroundings, before, time);
    evaluation.run();
    GroupState after = evaluation.after();
    List<String> errors = new ArrayList<>(count(evaluation.runs()));
    keep(after, surroundings).ifPresent(errors::add);
    surroundings.notifications().send(evaluation.notifications());
    Duration took = Duration.ofNanos(System.nanoTime() - nanos);
    List<RuleRun> runs = List.copyOf(evaluation.runs());
    view = new View(after, runs, Optional.of(started), took, evaluation.samples());
    return Optional.of(
        new GroupOutcome(
            time, evaluation.samples(), evaluation.notifications().size(), errors, took));
  }

  private List<String> count(List<RuleRun> runs) {
    counters.iterations.increment();
    counters.evaluations.add(runs.size());
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (!runs.get(i).lastError().isEmpty()) {
        counters.failures.increment();
        String rule = definition.rules().get(i).name();
        LOG.warn("Rule {} of group {} failed: {}", rule, definition.key(), runs.get(i).lastError());
        errors.add("rule " + rule + ": " + runs.get(i).lastError());
      }
    }
    return errors;
  }

  /// Writes the state if the store does not know it; what went wrong, if anything. Alerts are sent
  /// anyway: an alert sent twice is better than one not sent.
  private Optional<String> keep(GroupState after, RuleEnvironment surroundings) {
    if (!mustKeep(after)) {
      return Optional.empty();
    }
    try {
      surroundings.states().save(after);
      saved = after;
      return Optional.empty();
    } catch (IOException e) {
      String problem = "the state of the group could not be kept: " + e.getMessage();
      LOG.warn("{}: {}; the next evaluation tries again", definition.key(), problem);
      return Optional.of(problem);
    }
  }

  private boolean mustKeep(GroupState after) {
    GroupState known = saved;
    if (known == null || !known.durablePart().equals(after.durablePart())) {
      return true;
    }
    List<Alert> alerts =
        after.rules().stream().flatMap(rule -> rule.alerts().values().stream()).toList();
    if (alerts.isEmpty() || after.lastEvaluation().isEmpty()) {
      return false;
    }
    boolean pending = alerts.stream().anyMatch(alert -> alert.state() instanceof PendingAlert);
    Duration age =
        Duration.between(
            known.lastEvaluation().orElse(Instant.EPOCH), after.lastEvaluation().get());
    return age.compareTo(pending ? REFRESH_PENDING : REFRESH) >= 0;
  }

  /// Counts evaluations that never took place.
  public void missed(long count) {
    counters.iterations.add(count);
    counters.missed.add(count);
  }

  /// Ends the group: waits for an evaluation that runs, and lets no other begin.
  ///
  /// @return the state that another group may adopt
  public synchronized GroupState stop() {
    stopped = true;
    return view.state();
  }

  /// What the store knows of the group; null for nothing.
  public synchronized @Nullable GroupState stored() {
    return saved;
  }

  /// The group for `/api/v1/rules`.
  public RuleGroupStatus status() {
    View now = view;
    return RuleGroupStatus.of(
        definition, now.state(), now.runs(), now.lastEvaluation(), now.evaluationTime());
  }

  /// The group for `/metrics`.
  public RuleGroupMetrics metrics() {
    View now = view;
    return new RuleGroupMetrics(
        definition.key(),
        counters.evaluations.sum(),
        counters.failures.sum(),
        counters.iterations.sum(),
        counters.missed.sum(),
        now.lastEvaluation(),
        now.evaluationTime(),
        now.samples(),
        definition.rules().size(),
        definition.interval());
  }
}
