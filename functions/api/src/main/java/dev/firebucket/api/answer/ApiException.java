package dev.firebucket.api.answer;

/// A request that is answered by an error envelope.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  /// @param message for the caller, in Prometheus' words where it has some
  public ApiException(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  /// A parameter that cannot be read: `invalid parameter "step": …`.
  public static ApiException invalidParameter(String name, String problem) {
    return badData("invalid parameter \"" + name + "\": " + problem);
  }

  /// A request that is wrong in itself.
  public static ApiException badData(String message) {
    return new ApiException(ErrorType.BAD_DATA, message);
  }

  public ErrorType type() {
    return type;
  }
}
