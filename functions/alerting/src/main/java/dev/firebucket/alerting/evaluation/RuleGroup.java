package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertSeries;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.rule.RuleDefinition;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.status.RuleGroupMetrics;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.alerting.status.RuleHealth;
import dev.firebucket.alerting.status.RuleRun;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A group of rules that lives: evaluated time after time, its state kept in the store, shown to
/// the API. Safe for use by several threads; one evaluates at a time, status waits for none.
public final class RuleGroup {
  private static final Logger LOG = LoggerFactory.getLogger(RuleGroup.class);

  /// How old the stored time of the last evaluation may grow, with and without pending alerts.
  private static final Duration REFRESH_PENDING = Duration.ofMinutes(1);

  private static final Duration REFRESH = Duration.ofMinutes(5);

  private final RuleGroupDefinition definition;
  private final Supplier<RuleEnvironment> environment;
  private final List<PreparedRule> prepared;
  private final GroupCounters counters = new GroupCounters();

  /// Held by whoever evaluates the group or ends it.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Instant missedCounted;
  private volatile View view;
  private @Nullable GroupState saved;
  private boolean stopped;
  private volatile boolean overran;

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

  /// The metrics that its rules write.
  public Set<String> gives() {
    Set<String> metrics = new HashSet<>();
    for (RuleDefinition rule : definition.rules()) {
      switch (rule) {
        case RecordingRule recording -> metrics.add(recording.name());
        case AlertingRule _ -> metrics.addAll(AlertSeries.METRICS);
      }
    }
    return metrics;
  }

  /// Which of some metrics its rules may read.
  public Set<String> readsOf(Set<String> metrics) {
    Set<String> read = new HashSet<>();
    prepared.forEach(rule -> rule.reads().addAmong(metrics, read));
    return read;
  }

  /// The current state.
  public GroupState state() {
    return view.state();
  }

  /// Evaluates all rules at some times. Alerts are handed on as each time is evaluated; then the
  /// samples of all are written as one, and the state is kept. Failures are part of the outcome;
  /// nothing is thrown.
  ///
  /// @param slots planned, in whole milliseconds, rising
  /// @return empty when the group has been stopped, or has been evaluated at these times or later
  ///   ones: the same tick was delivered twice
  public Optional<GroupOutcome> evaluate(List<Instant> slots, TickShare tick) {
    if (!lock.tryLock()) {
      String busy = "still busy with an earlier tick, which waits for the store";
      return Optional.of(new GroupOutcome(0, false, 0, 0, List.of(busy), slots, Duration.ZERO));
    }
    try {
      List<Instant> due = stopped ? List.of() : slots.stream().filter(this::isAhead).toList();
      return due.isEmpty() ? Optional.empty() : Optional.of(evaluateDue(due, tick));
    } finally {
      lock.unlock();
    }
  }

  private boolean isAhead(Instant slot) {
    return lastEvaluated(slot).filter(last -> !last.isBefore(slot)).isEmpty();
  }

  private GroupOutcome evaluateDue(List<Instant> slots, TickShare tick) {
    RuleEnvironment surroundings = environment.get();
    Instant started = surroundings.clock().instant();
    long nanos = System.nanoTime();
    GroupState before = view.state();
    GroupState state = before;
    List<GroupEvaluation> done = new ArrayList<>();
    List<Instant> unfinished = slots;
    try {
      for (Instant slot : slots) {
        GroupEvaluation evaluation =
            new GroupEvaluation(
                definition,
                prepared,
                surroundings,
                Outage.overcome(state, slot),
                slot,
                tick.view(),
                tick.deadline());
        evaluation.run();
        surroundings.notifications().send(evaluation.notifications());
        state = evaluation.after();
        done.add(evaluation);
        unfinished = slots.subList(done.size(), slots.size());
      }
    } catch (OutOfTimeException e) {
      LOG.warn("Group {} was not finished in time", definition.key());
    }
    tick.evaluated().run();
    overran = !unfinished.isEmpty();
    Duration evaluationTime = Duration.ofNanos(System.nanoTime() - nanos);
    List<String> errors =
        done.isEmpty()
            ? List.of()
            : finish(before, state, done, tick, surroundings, started, evaluationTime);
    return new GroupOutcome(
        done.size(),
        !done.isEmpty() && view.runs().stream().anyMatch(run -> run.health() == RuleHealth.OK),
        done.stream().mapToInt(GroupEvaluation::samples).sum(),
        done.stream().mapToInt(one -> one.notifications().size()).sum(),
        errors,
        unfinished,
        Duration.ofNanos(System.nanoTime() - nanos));
  }

  /// Writes what evaluations gave, and publishes what is known then.
  private List<String> finish(
      GroupState before,
      GroupState after,
      List<GroupEvaluation> done,
      TickShare tick,
      RuleEnvironment surroundings,
      Instant started,
      Duration evaluationTime) {
    SlotRuns slots =
        written(
            new SlotRuns(after, done.stream().map(GroupEvaluation::runs).toList()),
            before,
            done.stream().flatMap(one -> one.batches().stream()).toList(),
            tick.writer());
    List<String> errors = new ArrayList<>();
    slots.runs().forEach(runs -> errors.addAll(count(runs)));
    keep(slots.state(), surroundings).ifPresent(errors::add);
    view =
        new View(
            slots.state(),
            slots.runs().getLast(),
            Optional.of(started),
            evaluationTime.dividedBy(done.size()),
            done.getLast().samples());
    return errors;
  }

  private static SlotRuns written(
      SlotRuns slots, GroupState before, List<SampleBatch> batches, SampleWriter writer) {
    try {
      writer.write(batches);
      return slots;
    } catch (IOException e) {
      return slots.unwritten(before, "rule sample appending failed: " + e.getMessage());
    }
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

  /// Writes the state if the store does not know it; what went wrong, if anything. Its alerts are
  /// on their way: an alert sent twice is better than one not sent.
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
  ///
  /// @param upTo the end of the time in which they were due
  public synchronized void missed(long count, Instant upTo) {
    counters.iterations.add(count);
    counters.missed.add(count);
    missedCounted = upTo;
  }

  /// Up to where this process has counted what it missed: at its first tick that is now, since what
  /// was due before is not known to be missed. The same when the clock was set back.
  public synchronized Instant missedCounted(Instant now) {
    Instant counted = missedCounted;
    return counted == null || counted.isAfter(now) ? now : counted;
  }

  /// Ends the group: waits for an evaluation that runs, and lets no other begin.
  ///
  /// @return the state that another group may adopt
  public GroupState stop() {
    lock.lock();
    try {
      stopped = true;
      return view.state();
    } finally {
      lock.unlock();
    }
  }

  /// What the store knows of the group; null for nothing.
  public @Nullable GroupState stored() {
    lock.lock();
    try {
      return saved;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the last tick had not time enough for the group.
  public boolean overran() {
    return overran;
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
