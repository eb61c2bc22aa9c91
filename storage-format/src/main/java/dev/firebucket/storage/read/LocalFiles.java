package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Makes objects readable as local files. Thread-safe.
interface LocalFiles extends AutoCloseable {
  /// Files in use.
  ///
  /// @param paths of them
  /// @param release lets them go
  record Opened(List<Path> paths, Runnable release) implements AutoCloseable {
    public Opened {
      paths = List.copyOf(paths);
    }

    @Override
    public void close() {
      release.run();
    }
  }

  /// The local file of an object, kept until released; empty if the object is gone.
  Optional<Path> acquire(String key) throws IOException;

  /// Releases what [#acquire] returned; call it once per acquisition.
  void release(String key);

  /// Some rows of a samples object, and perhaps more of it, kept until closed; empty if the object
  /// is gone.
  Optional<Opened> open(StoredFile file, WantedRows rows) throws IOException;

  /// What [#open] takes.
  ///
  /// @param file its object
  /// @param share of its series that is wanted, from 0 to 1
  FileOutline.Reading reading(StoredFile file, WantedRows rows, double share) throws IOException;

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
