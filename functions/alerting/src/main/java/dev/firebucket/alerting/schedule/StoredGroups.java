package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.rule.RuleFiles;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.query.parser.ParserFeatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The groups of a configuration with the states that the process which evaluates them left in the
/// store. Reads, and never evaluates. Safe for use by several threads.
public final class StoredGroups {
  private final GroupStateStore states;
  private final ParserFeatures features;

  public StoredGroups(GroupStateStore states, ParserFeatures features) {
    this.states = states;
    this.features = features;
  }

  /// All groups for `/api/v1/rules`, by file and name.
  ///
  /// @throws RuleFilesException when a rule file has a problem
  /// @throws IOException when the store does not answer
  public List<RuleGroupStatus> read(PrometheusConfig config)
      throws RuleFilesException, IOException {
    List<RuleGroupStatus> groups = new ArrayList<>();
    for (RuleGroupDefinition definition : RuleFiles.load(config, features)) {
      String key = GroupStateStore.key(definition.file(), definition.name());
      GroupState state =
          states
              .load(key)
              .map(known -> known.adoptedBy(definition))
              .orElseGet(() -> GroupState.begin(definition));
      groups.add(RuleGroupStatus.of(definition, state));
    }
    groups.sort(RuleGroupStatus.ORDER);
    return groups;
  }
}
