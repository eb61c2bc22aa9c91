package dev.firebucket.config.http;

import java.io.IOException;

/// A response body that is longer than allowed, as received or decompressed; the rest was not read.
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
