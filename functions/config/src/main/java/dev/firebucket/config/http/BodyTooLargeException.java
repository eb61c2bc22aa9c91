package dev.firebucket.config.http;

import java.io.IOException;

/// An answer's body that is longer than was allowed, as it came or decompressed; the rest of it was
/// not read.
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  public BodyTooLargeException(long limit) {
    super("body size limit exceeded: the answer is longer than " + limit + " bytes");
    this.limit = limit;
  }

  /// Bytes that were allowed.
  public long limit() {
    return limit;
  }
}
