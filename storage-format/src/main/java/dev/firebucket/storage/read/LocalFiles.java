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

  /// Keeps an object that this process has written, so that it need not be fetched. Where that
  /// fails it is fetched like any other.
  void keep(String key, byte[] body);

  /// A path for a file that no other process will need, in a folder with room.
  ///
  /// @throws IOException when there is no such folder
  Path newFile() throws IOException;

  /// Removes a file that [#newFile] gave.
  void discard(Path file);

  @Override
  void close();
}
