package dev.firebucket.storage.read;

import java.util.List;

/// What a look at a store found.
///
/// @param version of the catalog
/// @param files all that count, oldest data first
record StoreListing(long version, List<StoredFile> files) {
  StoreListing {
    files = List.copyOf(files);
  }

  /// What has samples in a range.
  SnapshotObjects within(long fromMillis, long toMillis) {
    return new SnapshotObjects(
        version, files.stream().filter(file -> file.overlaps(fromMillis, toMillis)).toList());
  }
}
