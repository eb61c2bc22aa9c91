package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;

/// Objects that are not readable samples files. They are skipped and not deleted.
final class UnreadableSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<Unreadable> sources;

  /// One of them.
  ///
  /// @param problem what is wrong and what helps, in a sentence that names it
  record Unreadable(String key, String problem) {
    static Unreadable of(String key, String what) {
      return new Unreadable(
          key,
          "the object '%s' is not a readable samples file and was skipped; restore it from a copy or an older version, or remove it: %s"
              .formatted(key, what));
    }
  }

  /// @param sources at least one
  UnreadableSourceException(List<Unreadable> sources) {
    super(sources.stream().map(Unreadable::problem).collect(Collectors.joining("; ")));
    this.sources = List.copyOf(sources);
  }

  UnreadableSourceException(String key, String what) {
    this(List.of(Unreadable.of(key, what)));
  }

  /// What to throw for a failure to read a source: this where its bytes are bad. Too many open
  /// files are no reason to pass over what is sound.
  static IOException orFault(String key, IOException failure) {
    return switch (failure) {
      case UnreadableSourceException named -> named;
      case BadBytesException bad ->
          new UnreadableSourceException(key, String.valueOf(bad.getMessage()));
      case NoSuchFileException _ -> new NoSuchFileException(key);
      case InterruptedIOException ended -> ended;
      case ClosedByInterruptException ended -> ended;
      default ->
          new IOException(
              "'%s' cannot be read now: %s".formatted(key, failure.getMessage()), failure);
    };
  }

  List<Unreadable> sources() {
    return sources;
  }
}
