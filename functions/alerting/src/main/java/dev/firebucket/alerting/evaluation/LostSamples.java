package dev.firebucket.alerting.evaluation;

import java.util.List;

/// What becomes of a rule whose query met damaged objects. What is recorded stays, and nobody would
/// see later that it is too small: so nothing is recorded. An alert is for now: it is evaluated
/// over what there is, since a missing one is worse than a doubtful one, and the rule says that it
/// had an error.
final class LostSamples {
  private LostSamples() {}

  /// @throws RuleEvaluationException where samples are missing
  static void requireNone(List<String> lost) throws RuleEvaluationException {
    if (!lost.isEmpty()) {
      throw new RuleEvaluationException("nothing was recorded: " + String.join("; ", lost));
    }
  }

  /// The error of an alerting rule that was evaluated all the same; empty for none.
  static String told(List<String> lost) {
    return lost.isEmpty() ? "" : "evaluated over what there is: " + String.join("; ", lost);
  }
}
