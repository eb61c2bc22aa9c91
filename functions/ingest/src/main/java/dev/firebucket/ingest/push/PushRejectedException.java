package dev.firebucket.ingest.push;

/// A request that cannot be fulfilled, with the status and the text of the answer.
public final class PushRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public PushRejectedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }

  static PushRejectedException badRequest(String message) {
    return new PushRejectedException(400, message);
  }
}
