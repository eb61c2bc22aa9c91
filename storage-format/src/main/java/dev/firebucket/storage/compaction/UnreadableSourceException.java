package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;

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

  /// What to throw for a failure to read a source: this where its bytes are bad. Too many open
  /// files are no reason to pass over what is sound.
  static IOException orFault(String key, IOException failure) {
    return switch (failure) {
      case UnreadableSourceException named -> named;
      case BadBytesException bad -> new UnreadableSourceException(key, bad);
      case NoSuchFileException _ -> new NoSuchFileException(key);
      case InterruptedIOException ended -> ended;
      case ClosedByInterruptException ended -> ended;
      default ->
          new IOException(
              "'%s' cannot be read now: %s".formatted(key, failure.getMessage()), failure);
    };
  }

  String key() {
    return key;
  }
}
