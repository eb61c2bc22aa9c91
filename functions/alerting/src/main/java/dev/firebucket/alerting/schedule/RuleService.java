package dev.firebucket.alerting.schedule;

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
import java.io.IOException;
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

  private final Notifier notifier;
  private final ParserFeatures features;
  private final RetiredGroups retired = new RetiredGroups();
  private volatile RuleEnvironment environment;
  private volatile List<RuleGroup> groups = List.of();

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
    Map<String, Optional<GroupState>> stored = new HashMap<>();
    for (RuleGroupDefinition definition : definitions) {
      if (!known.containsKey(definition.key())) {
        String key = GroupStateStore.key(definition.file(), definition.name());
        stored.put(definition.key(), environment.states().load(key));
      }
    }
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
    retire(known.values());
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

  /// Evaluates every group at each of its slots since its last evaluation, then sends the alerts
  /// that wait. Slots that lie too far back are counted as missed.
  ///
  /// @param planned the time that the tick was planned for; a tick that comes late, or twice, gives
  ///   the same samples
  /// @return what was done, and what failed without holding up the rest
  /// @throws InterruptedException when the caller gives up
  public TickReport tick(Instant planned) throws InterruptedException {
    RuleTick tick = new RuleTick();
    for (RuleGroup group : groups) {
      EvaluationSlots slots = EvaluationSlots.of(group.definition());
      tick.evaluate(group, DueSlots.ofTick(slots, group.lastEvaluated(planned), planned));
    }
    sweep(planned);
    return tick.report(notifier.flush());
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
