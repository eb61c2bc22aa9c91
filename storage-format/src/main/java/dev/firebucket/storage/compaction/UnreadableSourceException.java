package dev.firebucket.storage.compaction;

import java.io.IOException;

/// An object that should be a samples file and is none; it is passed over, and stays where it is.
final class UnreadableSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  UnreadableSourceException(String key, IOException cause) {
    super(
        "the object '"
            + key
            + "' is no samples file and is passed over; look at it and remove it: "
            + cause.getMessage(),
        cause);
    this.key = key;
  }

  String key() {
    return key;
  }
}
