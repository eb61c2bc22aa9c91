package dev.firebucket.storage.read;

import java.io.IOException;

/// Opens consistent views of the stored samples, each of the newest catalog version plus the tail.
/// Thread-safe.
public interface StorageReader extends SnapshotSource {
  /// One look at the store, for many snapshots: those ask it for no listing any more.
  ///
  /// @throws IOException when the store cannot be read
  BucketView look() throws IOException;
}
