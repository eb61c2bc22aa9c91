package dev.firebucket.alerting.evaluation;

/// An alerting rule gave more alerts than its group allows: it loses them all, as in Prometheus.
final class TooManyAlertsException extends RuleEvaluationException {
  private static final long serialVersionUID = 1L;

  TooManyAlertsException(int limit, long alerts) {
    super("exceeded limit of " + limit + " with " + alerts + " alerts");
  }
}
