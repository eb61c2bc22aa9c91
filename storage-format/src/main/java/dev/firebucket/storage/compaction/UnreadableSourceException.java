package dev.firebucket.storage.compaction;

import java.io.IOException;

/// An object that is not a readable samples file. It is skipped and not deleted.
final class UnreadableSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  UnreadableSourceException(String key, IOException cause) {
    super(
        "the object '"
            + key
            + "' is not a readable samples file and was skipped; inspect it and remove it: "
            + cause.getMessage(),
        cause);
    this.key = key;
  }

  String key() {
    return key;
  }
}
