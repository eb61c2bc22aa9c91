package dev.firebucket.backfill.importing;

import dev.firebucket.backfill.SampleSink;
import java.io.IOException;
import java.util.Optional;

/// A piece of a source that is imported as a whole: an import that was interrupted goes on with the
/// first piece that is not done.
///
/// @param id of the piece among all pieces of all sources of the world, of `[A-Za-z0-9.-]`; empty
///   for one that may have grown since: it is imported each time
/// @param bytes how large it is, for the progress shown
/// @param content gives its samples
record ImportPart(Optional<String> id, long bytes, Content content) {
  /// Samples of a piece.
  @FunctionalInterface
  interface Content {
    /// @throws IOException when the piece is damaged or cannot be read; the message names the file
    void read(SampleSink sink) throws IOException;
  }
}
