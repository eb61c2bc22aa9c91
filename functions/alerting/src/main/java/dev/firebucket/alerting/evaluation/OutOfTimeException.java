package dev.firebucket.alerting.evaluation;

/// The deadline came in the middle of an evaluation: nothing of it counts.
final class OutOfTimeException extends Exception {
  private static final long serialVersionUID = 1L;
}
