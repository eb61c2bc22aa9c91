package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Makes objects readable as local files. Thread-safe.
interface LocalFiles extends AutoCloseable {
  /// The local file of an object, kept until released; empty if the object is gone.
  Optional<Path> acquire(String key) throws IOException;

  /// Releases what [#acquire] returned; call it once per acquisition.
  void release(String key);

  @Override
  void close();
}
