package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.Deadline;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFiles;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.RuleGroupMetrics;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.object.FanOut;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All groups of rules of a configuration.
///
/// Both drivers call [#load] when the configuration changes and evaluate by the same [RuleTick]: a
/// function calls [#tick] once a minute, the local server lets [RuleClock] do each group at its own
/// time. Safe for use by several threads.
public final class RuleService {
  private static final Logger LOG = LoggerFactory.getLogger(RuleService.class);

  /// What a tick keeps free at its end for samples, states and alerts, at most.
  private static final Duration ENDING = Duration.ofSeconds(8);

  /// The same as a part of the whole.
  private static final int SHARE_OF_ENDING = 4;

  /// What of it is the alerts' alone: groups that hang to the end of a tick must not cost those of
  /// the others their last try.
  private static final Duration SENDING = Duration.ofSeconds(2);

  /// How many groups run their rules at once: one more than there are cores, because rules wait for
  /// objects too.
  private static final int PLACES = Runtime.getRuntime().availableProcessors() + 1;

  private final Notifier notifier;
  private final ParserFeatures features;
  private final RetiredGroups retired = new RetiredGroups();
  private volatile RuleEnvironment environment;
  private volatile List<RuleGroup> groups = List.of();
  private volatile GroupSources sources = GroupSources.NONE;

  /// @param environment whose notifications go to `notifier`; its external labels are replaced by
  ///   those of each configuration that is loaded
  /// @param features which experimental parts of PromQL rules may use
  public RuleService(RuleEnvironment environment, Notifier notifier, ParserFeatures features) {
    this.environment = environment;
    this.notifier = notifier;
    this.features = features;
  }

  /// Reads the rule files of a configuration and switches to their groups. Groups that did not
  /// change stay as they are; in those that did, rules are recognised by name and labels and keep
  /// their alerts; new ones start from their state in the store.
  ///
  /// @throws RuleFilesException when a file has a problem: the previous groups stay
  /// @throws IOException when the store does not answer: the previous groups stay
  public synchronized void load(PrometheusConfig config) throws RuleFilesException, IOException {
    List<RuleGroupDefinition> definitions = RuleFiles.load(config, features);
    Map<String, RuleGroup> known = new HashMap<>();
    groups.forEach(group -> known.put(group.definition().key(), group));
    Map<String, Optional<GroupState>> stored =
        stored(definitions.stream().filter(one -> !known.containsKey(one.key())).toList());
    environment = environment.withExternalLabels(config.global().externalLabels());
    notifier.apply(config);
    List<RuleGroup> next = new ArrayList<>();
    for (RuleGroupDefinition definition : definitions) {
      RuleGroup before = known.remove(definition.key());
      next.add(
          before == null
              ? begun(definition, stored.getOrDefault(definition.key(), Optional.empty()))
              : continued(definition, before));
    }
    groups = List.copyOf(next);
    sources = GroupSources.of(groups);
    retire(known.values());
  }

  /// Whether the configuration has no rules.
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /// The states of groups in the store, by key of the group.
  private Map<String, Optional<GroupState>> stored(List<RuleGroupDefinition> definitions)
      throws IOException {
    GroupStateStore states = environment.states();
    List<Optional<GroupState>> found =
        FanOut.map(definitions, one -> states.load(GroupStateStore.key(one.file(), one.name())));
    Map<String, Optional<GroupState>> stored = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      stored.put(definitions.get(i).key(), found.get(i));
    }
    return stored;
  }

  /// Groups that were removed leave their state, by which their series will be ended. A store that
  /// does not answer leaves that to the next load: the new groups start anyway.
  private void retire(Collection<RuleGroup> gone) {
    List<GroupState> left = gone.stream().map(RuleGroup::stop).toList();
    try {
      for (GroupState state : left) {
        environment.states().save(state);
      }
      retired.find(environment.states(), groups);
    } catch (IOException e) {
      LOG.warn("Series of rule groups that are gone are not ended yet: {}", e.getMessage());
    }
  }

  private RuleGroup begun(RuleGroupDefinition definition, Optional<GroupState> stored) {
    GroupState state =
        stored
            .map(known -> known.adoptedBy(definition))
            .orElseGet(() -> GroupState.begin(definition));
    return new RuleGroup(definition, state, stored.orElse(null), () -> environment);
  }

  private RuleGroup continued(RuleGroupDefinition definition, RuleGroup before) {
    if (before.definition().equals(definition)) {
      return before;
    }
    GroupState state = before.stop().adoptedBy(definition);
    return new RuleGroup(definition, state, before.stored(), () -> environment);
  }

  /// Evaluates every group at each of its slots since its last evaluation, and sends alerts as each
  /// group ends. Slots that lie too far back are counted as missed.
  ///
  /// @param planned the time that the tick was planned for; a tick that comes late, or twice, gives
  ///   the same samples
  /// @param most how long it may take; groups that are not finished some seconds before are
  ///   reported and left to the next tick
  /// @return what was done, and what failed without holding up the rest
  /// @throws InterruptedException when the caller gives up
  /// @throws LinkageError when a group met a class or a library that cannot be loaded, after all
  ///   else was done: this process never will
  public TickReport tick(Instant planned, Duration most) throws InterruptedException {
    Deadline end = Deadline.in(most);
    Duration share = most.dividedBy(SHARE_OF_ENDING);
    Duration ending = share.compareTo(ENDING) < 0 ? share : ENDING;
    Duration sending = share.dividedBy(2).compareTo(SENDING) < 0 ? share.dividedBy(2) : SENDING;
    Deadline evaluated = end.before(ending);
    Deadline stored = end.before(sending);
    long sent = notifier.sent();
    List<DueGroup> due = new ArrayList<>();
    for (RuleGroup group : groups) {
      EvaluationSlots slots = EvaluationSlots.of(group.definition());
      DueSlots found =
          DueSlots.ofTick(
              slots, group.lastEvaluated(planned), group.missedCounted(planned), planned);
      due.add(new DueGroup(group, found));
    }
    TickTally tally =
        new RuleTick(environment, notifier::start, evaluated)
            .evaluate(due, sources, PLACES, stored);
    Notifier.Flush last = notifier.flush(end.remaining());
    if (!end.isOver()) {
      sweep(planned);
    }
    tally.requireUsable();
    return tally.report(new Notifier.Flush(notifier.sent() - sent, last.waiting()));
  }

  /// Ends the series of groups that are no longer configured, when their time has come.
  synchronized void sweep(Instant now) {
    retired.sweep(environment, groups, now);
  }

  /// The groups as they live now.
  List<RuleGroup> running() {
    return groups;
  }

  RuleEnvironment environment() {
    return environment;
  }

  Notifier notifier() {
    return notifier;
  }

  /// All groups for `/api/v1/rules`, by file and name.
  public List<RuleGroupStatus> groups() {
    return groups.stream().map(RuleGroup::status).sorted(RuleGroupStatus.ORDER).toList();
  }

  /// All alerts that are pending or firing, for `/api/v1/alerts`.
  public List<AlertStatus> alerts() {
    return groups().stream().flatMap(group -> group.alerts().stream()).toList();
  }

  /// The numbers of all groups, for `/metrics`.
  public List<RuleGroupMetrics> metrics() {
    return groups.stream().map(RuleGroup::metrics).toList();
  }
}
