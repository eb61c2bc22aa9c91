package dev.firebucket.query.ast;

/// The four types of PromQL values, with the names the HTTP API and error messages use.
public enum ValueType {
  SCALAR("scalar"),
  STRING("string"),
  VECTOR("vector"),
  MATRIX("matrix");

  private final String wireName;

  ValueType(String wireName) {
    this.wireName = wireName;
  }

  /// The name in `resultType` of the HTTP API.
  public String wireName() {
    return wireName;
  }

  /// The name in error messages: "instant vector", "range vector".
  public String documentedName() {
    return switch (this) {
      case SCALAR, STRING -> wireName;
      case VECTOR -> "instant vector";
      case MATRIX -> "range vector";
    };
  }
}
