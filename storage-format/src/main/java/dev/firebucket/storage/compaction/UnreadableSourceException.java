package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.MachineFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/// An object that is not a readable samples file. It is skipped and not deleted.
final class UnreadableSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  UnreadableSourceException(String key, IOException cause) {
    super(
        "the object '"
            + key
            + "' is not a readable samples file and was skipped; restore it from a copy or an older version, or remove it: "
            + cause.getMessage(),
        cause);
    this.key = key;
  }

  /// What to throw for a failure to read a source: this, or the failure itself where it says
  /// nothing of the source's bytes. Too many open files are no reason to pass over what is sound.
  static IOException orFault(String key, IOException failure) {
    if (failure instanceof UnreadableSourceException
        || failure instanceof InterruptedIOException
        || failure instanceof ClosedByInterruptException) {
      return failure;
    }
    return MachineFault.is(failure)
        ? new IOException(
            "'%s' cannot be read now: %s".formatted(key, failure.getMessage()), failure)
        : new UnreadableSourceException(key, failure);
  }

  String key() {
    return key;
  }
}
