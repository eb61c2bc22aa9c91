package dev.firebucket.storage.object;

import java.io.IOException;

/// A store is missing, refuses or does not answer. The message says what was tried, on which key,
/// and how to fix it.
public final class ObjectStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  public ObjectStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public ObjectStoreException(String message) {
    super(message);
  }
}
