package dev.firebucket.storage.read;

import java.io.IOException;

/// Opens snapshots: of a store as it is now ([StorageReader]), or as it was at one look
/// ([BucketView]).
public interface SnapshotSource {
  /// A view of all samples with `fromMillis <= timestamp <= toMillis`: a catalog version plus the
  /// tail.
  ///
  /// @throws IOException when the store cannot be read
  Snapshot open(long fromMillis, long toMillis) throws IOException;
}
