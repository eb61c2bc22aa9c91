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
  /// @param whole whether they are a whole object
  /// @param release lets them go
  record Opened(List<Path> paths, boolean whole, Runnable release) implements AutoCloseable {
    public Opened {
      paths = List.copyOf(paths);
    }

    /// A file that is read in place.
    static Opened inPlace(Path path) {
      return new Opened(List.of(path), true, () -> {});
    }

    /// The only file.
    Path path() {
      return paths.getFirst();
    }

    @Override
    public void close() {
      release.run();
    }
  }

  /// The local file of a series object, kept until closed; empty if the object is gone.
  ///
  /// @throws IOException where it is found to be damaged, too; nobody looks at one in place
  Optional<Opened> acquireSeries(String key) throws IOException;

  /// The local file of a whole samples object, checked, kept until closed; empty if the object is
  /// gone.
  ///
  /// @throws DamagedObjectException when it is not as it was written
  Optional<Opened> acquireWhole(StoredFile file) throws IOException;

  /// Some rows of a samples object, and perhaps more of it, kept until closed; empty if the object
  /// is gone.
  ///
  /// @throws DamagedObjectException when what is wanted is not as it was written
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
