package dev.firebucket.go.template.function;

/// A function that cannot answer; the message is what Go's or Prometheus' function says.
public final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  public FunctionException(String message) {
    super(message);
  }

  public FunctionException(String message, Throwable cause) {
    super(message, cause);
  }
}
