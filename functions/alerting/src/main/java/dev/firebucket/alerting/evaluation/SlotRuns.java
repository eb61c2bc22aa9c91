package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.RuleState;
import dev.firebucket.alerting.status.RuleHealth;
import dev.firebucket.alerting.status.RuleRun;
import java.util.ArrayList;
import java.util.List;

/// How the rules of a group fared at the slots of a tick.
///
/// @param state after the last of them
/// @param runs of all rules, slot by slot
record SlotRuns(GroupState state, List<List<RuleRun>> runs) {
  SlotRuns {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /// What is true where the store did not take the samples: the rules have failed, and will look
  /// for the series of the time before again.
  ///
  /// @param before the state that the store knows
  SlotRuns unwritten(GroupState before, String error) {
    List<RuleState> rules = new ArrayList<>();
    for (int i = 0; i < state.rules().size(); i++) {
      rules.add(state.rules().get(i).withSeries(before.rules().get(i).series()));
    }
    GroupState reverted =
        state.after(state.lastEvaluation().orElseThrow(), rules, before.staleSeries());
    return new SlotRuns(
        reverted,
        runs.stream()
            .map(ofSlot -> ofSlot.stream().map(run -> failed(run, error)).toList())
            .toList());
  }

  private static RuleRun failed(RuleRun run, String error) {
    return run.health() == RuleHealth.OK ? run.failed(error) : run;
  }
}
