package dev.firebucket.alerting.status;

/// How the last evaluation of a rule went.
public enum RuleHealth {
  UNKNOWN("unknown"),
  OK("ok"),
  ERROR("err");

  private final String wireName;

  RuleHealth(String wireName) {
    this.wireName = wireName;
  }

  /// As the API writes it.
  public String wireName() {
    return wireName;
  }
}
