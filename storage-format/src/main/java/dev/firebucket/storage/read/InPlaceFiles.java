package dev.firebucket.storage.read;

import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of a store that is a directory of this machine: read in place.
final class InPlaceFiles implements LocalFiles {
  private final ObjectStore store;
  private final SoundFiles sound;
  private @Nullable Path scratch;
  private long files;

  InPlaceFiles(ObjectStore store, SoundFiles sound) {
    this.store = store;
    this.sound = sound;
  }

  @Override
  public Optional<Opened> acquireSeries(String key) {
    return store.localFile(key).map(Opened::inPlace);
  }

  @Override
  public Optional<Opened> acquireWhole(StoredFile file) throws IOException {
    Optional<Path> path = store.localFile(file.key());
    if (path.isPresent()) {
      sound.requireWhole(file, path.get());
    }
    return path.map(Opened::inPlace);
  }

  @Override
  public Optional<Opened> open(StoredFile file, WantedRows rows) throws IOException {
    Optional<Path> path = store.localFile(file.key());
    if (path.isPresent()) {
      sound.require(file, path.get(), rows);
    }
    return path.map(Opened::inPlace);
  }

  /// DuckDB passes over row groups without these series.
  @Override
  public FileOutline.Reading reading(StoredFile file, WantedRows rows, double share) {
    return new FileOutline.Reading((long) (file.bytes() * share), 0);
  }

  @Override
  public void keep(String key, byte[] body) {}

  @Override
  public synchronized Path newFile() throws IOException {
    Path folder = scratch;
    if (folder == null) {
      folder = Files.createTempDirectory("firebucket-");
      folder.toFile().deleteOnExit();
      scratch = folder;
    }
    return folder.resolve(files++ + ".parquet");
  }

  @Override
  public void discard(Path file) {
    DiskCache.delete(file);
  }

  @Override
  public synchronized void close() {
    if (scratch != null) {
      DiskCache.delete(scratch);
    }
  }
}
