package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Makes objects readable as local files. Safe for use by several threads.
interface LocalFiles extends AutoCloseable {
  /// The local file of an object, kept until released; empty where the object is gone.
  Optional<Path> acquire(String key) throws IOException;

  /// Gives back what [#acquire] gave, once for each time.
  void release(String key);

  @Override
  void close();
}
