package dev.firebucket.ruletest;

/// A test that could not be run to its end; the message says why.
final class RuleTestException extends Exception {
  private static final long serialVersionUID = 1L;

  RuleTestException(String message) {
    super(message);
  }

  RuleTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
