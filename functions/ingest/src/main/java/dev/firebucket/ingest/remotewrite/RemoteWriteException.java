package dev.firebucket.ingest.remotewrite;

/// A request that is refused, with the status and the text of the answer. A sender repeats it only
/// for 429 and 5xx.
public final class RemoteWriteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  RemoteWriteException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }
}
