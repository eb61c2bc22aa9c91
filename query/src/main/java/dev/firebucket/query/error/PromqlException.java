package dev.firebucket.query.error;

import dev.firebucket.query.ast.SourceRange;
import org.jspecify.annotations.Nullable;

/// A query that cannot be answered: its `errorType` of the Prometheus HTTP API, the message, and
/// the place where there is one.
public final class PromqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The `errorType` of the HTTP API, with its status.
  public enum Type {
    /// The query or a parameter is malformed: 400.
    BAD_DATA("bad_data", 400),
    /// The query is well formed but cannot be evaluated: 422.
    EXECUTION("execution", 422),
    /// It took longer than allowed: 503.
    TIMEOUT("timeout", 503),
    /// It was cancelled: 499 as Prometheus answers.
    CANCELED("canceled", 499),
    /// The store failed: 500 in Prometheus; the message names the object.
    INTERNAL("internal", 500),
    /// 503: the store cannot be reached just now.
    UNAVAILABLE("unavailable", 503),
    /// 404.
    NOT_FOUND("not_found", 404);

    private final String wireName;
    private final int status;

    Type(String wireName, int status) {
      this.wireName = wireName;
      this.status = status;
    }

    public String wireName() {
      return wireName;
    }

    public int status() {
      return status;
    }
  }

  private final Type type;
  private final @Nullable SourceRange range;

  public PromqlException(Type type, String message, @Nullable SourceRange range) {
    super(WellFormedText.of(message));
    this.type = type;
    this.range = range;
  }

  public PromqlException(
      Type type, String message, @Nullable SourceRange range, @Nullable Throwable cause) {
    super(WellFormedText.of(message), cause);
    this.type = type;
    this.range = range;
  }

  public Type type() {
    return type;
  }

  /// Where in the query text; null where the error has no place.
  public @Nullable SourceRange range() {
    return range;
  }
}
