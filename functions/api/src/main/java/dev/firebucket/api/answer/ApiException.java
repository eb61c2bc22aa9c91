package dev.firebucket.api.answer;

import dev.firebucket.query.error.PromqlException;

/// A request that is answered by an error envelope.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PromqlException.Type type;

  /// @param message for the caller, in Prometheus' words where it has some
  public ApiException(PromqlException.Type type, String message) {
    super(message);
    this.type = type;
  }

  /// A parameter that cannot be read: `invalid parameter "step": …`.
  public static ApiException invalidParameter(String name, String problem) {
    return badData("invalid parameter \"" + name + "\": " + problem);
  }

  /// A request that is wrong in itself.
  public static ApiException badData(String message) {
    return new ApiException(PromqlException.Type.BAD_DATA, message);
  }

  public PromqlException.Type type() {
    return type;
  }
}
