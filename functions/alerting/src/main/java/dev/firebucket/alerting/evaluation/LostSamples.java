package dev.firebucket.alerting.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What becomes of a rule whose query met damaged objects. What is recorded stays, and nobody would
/// see later that it is too small: so nothing is recorded. An alert is for now: alerts begin by
/// what there is, since a missing one is worse than a doubtful one, none ends because of what is
/// missing, and the rule says that it had an error.
final class LostSamples {
  private LostSamples() {}

  /// @throws RuleEvaluationException where samples are missing
  static void requireNone(List<String> lost) throws RuleEvaluationException {
    if (!lost.isEmpty()) {
      throw new RuleEvaluationException("nothing was recorded: " + String.join("; ", lost));
    }
  }

  /// The error of an alerting rule that was evaluated all the same; empty for none.
  ///
  /// @param lost what its expression lacks
  /// @param inTemplates what the queries of its templates lack
  static String told(List<String> lost, Collection<String> inTemplates) {
    List<String> told = new ArrayList<>();
    if (!lost.isEmpty()) {
      told.add(
          "evaluated over what there is, and active alerts that are absent are kept: "
              + String.join("; ", lost));
    }
    List<String> more = inTemplates.stream().filter(one -> !lost.contains(one)).toList();
    if (!more.isEmpty()) {
      told.add("templates were filled in by what there is: " + String.join("; ", more));
    }
    return String.join("; ", told);
  }
}
