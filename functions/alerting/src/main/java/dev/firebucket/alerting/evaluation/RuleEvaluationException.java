package dev.firebucket.alerting.evaluation;

/// A rule that cannot be evaluated; the message is what `lastError` of the API shows.
public sealed class RuleEvaluationException extends Exception permits TooManyAlertsException {
  private static final long serialVersionUID = 1L;

  public RuleEvaluationException(String message) {
    super(message);
  }

  public RuleEvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
