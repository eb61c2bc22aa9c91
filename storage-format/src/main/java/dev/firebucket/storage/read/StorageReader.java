package dev.firebucket.storage.read;

import java.io.IOException;

/// Opens consistent views of the stored samples. Thread-safe.
public interface StorageReader {
  /// A view of all samples with `fromMillis <= timestamp <= toMillis`: the newest catalog version
  /// plus the tail.
  ///
  /// @throws IOException when the store cannot be read
  Snapshot open(long fromMillis, long toMillis) throws IOException;
}
