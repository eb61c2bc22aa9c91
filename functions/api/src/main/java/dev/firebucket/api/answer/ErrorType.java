package dev.firebucket.api.answer;

/// The `errorType` of the Prometheus HTTP API and the status that goes with it.
public enum ErrorType {
  BAD_DATA("bad_data", 400),
  EXECUTION("execution", 422),
  CANCELED("canceled", 499),
  TIMEOUT("timeout", 503),
  UNAVAILABLE("unavailable", 503),
  INTERNAL("internal", 500),
  NOT_FOUND("not_found", 404);

  private final String wireName;
  private final int status;

  ErrorType(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /// As it stands in the answer.
  public String wireName() {
    return wireName;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }
}
