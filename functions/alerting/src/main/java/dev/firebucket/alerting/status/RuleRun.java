package dev.firebucket.alerting.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The last evaluation of a rule.
///
/// @param health how it went
/// @param lastError what went wrong, empty when nothing did
/// @param lastEvaluation when, empty before the first
/// @param evaluationTime how long it took
public record RuleRun(
    RuleHealth health,
    String lastError,
    Optional<Instant> lastEvaluation,
    Duration evaluationTime) {
  /// Before the first evaluation.
  public static final RuleRun NONE =
      new RuleRun(RuleHealth.UNKNOWN, "", Optional.empty(), Duration.ZERO);

  /// The same run, found to have failed after all.
  public RuleRun failed(String error) {
    return new RuleRun(RuleHealth.ERROR, error, lastEvaluation, evaluationTime);
  }
}
