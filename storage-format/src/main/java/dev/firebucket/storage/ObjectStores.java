package dev.firebucket.storage;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import dev.firebucket.storage.object.s3.S3ObjectStore;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the store at a location.
public final class ObjectStores {
  private static final String S3 = "s3://";

  private ObjectStores() {}

  /// Opens `DIR` or `s3://bucket/prefix`.
  ///
  /// @throws ObjectStoreException when the location is not a store, or the store cannot be used
  public static ObjectStore open(String location, StoreOptions options) throws IOException {
    if (location.startsWith(S3)) {
      return S3ObjectStore.open(location, options);
    }
    return DirectoryObjectStore.open(Path.of(location));
  }
}
