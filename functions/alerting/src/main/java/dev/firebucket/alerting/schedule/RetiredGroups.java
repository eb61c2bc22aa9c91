package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Groups that are no longer configured: two intervals after their last evaluation their series are
/// ended, unless another group writes them now, and their state is removed. Not for use by several
/// threads.
final class RetiredGroups {
  private static final Logger LOG = LoggerFactory.getLogger(RetiredGroups.class);

  private final Map<String, GroupState> waiting = new HashMap<>();

  /// Looks which states of the store belong to no group.
  ///
  /// @throws IOException when the store does not answer
  void find(GroupStateStore store, List<RuleGroup> groups) throws IOException {
    Set<String> configured = new HashSet<>();
    groups.forEach(
        group ->
            configured.add(
                GroupStateStore.key(group.definition().file(), group.definition().name())));
    waiting.clear();
    for (String key : store.keys()) {
      if (!configured.contains(key)) {
        Optional<GroupState> state = store.load(key);
        if (state.isPresent()) {
          waiting.put(key, state.get());
        }
      }
    }
  }

  /// Ends those whose time has come. What fails is tried again the next time.
  void sweep(RuleEnvironment environment, List<RuleGroup> groups, Instant now) {
    for (String key : List.copyOf(waiting.keySet())) {
      GroupState state = waiting.get(key);
      if (state != null && isOver(state, now)) {
        try {
          end(state, environment, groups, now);
          environment.states().delete(key);
          waiting.remove(key);
        } catch (IOException e) {
          LOG.warn(
              "Group {};{} cannot be ended yet: {}", state.file(), state.name(), e.getMessage());
        }
      }
    }
  }

  private static boolean isOver(GroupState state, Instant now) {
    Duration grace = state.interval().multipliedBy(2);
    return !state.lastEvaluation().orElse(Instant.EPOCH).plus(grace).isAfter(now);
  }

  private static void end(
      GroupState state, RuleEnvironment environment, List<RuleGroup> groups, Instant now)
      throws IOException {
    Set<LabelSet> alive = new HashSet<>();
    groups.forEach(group -> alive.addAll(group.state().livingSeries()));
    long timestamp = now.minus(state.queryOffset()).toEpochMilli();
    SampleBatch batch = new SampleBatch();
    for (LabelSet labels : state.livingSeries()) {
      if (!alive.contains(labels)) {
        batch.append(labels, timestamp, StaleMarker.VALUE);
      }
    }
    if (!batch.isEmpty()) {
      environment.writer().write(batch);
    }
  }
}
