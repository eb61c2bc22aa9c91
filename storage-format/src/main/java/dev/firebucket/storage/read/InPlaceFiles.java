package dev.firebucket.storage.read;

import dev.firebucket.storage.object.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a store that is a directory of this machine: read in place.
final class InPlaceFiles implements LocalFiles {
  private final ObjectStore store;

  InPlaceFiles(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<Path> acquire(String key) {
    return store.localFile(key);
  }

  @Override
  public void release(String key) {}

  @Override
  public void close() {}
}
