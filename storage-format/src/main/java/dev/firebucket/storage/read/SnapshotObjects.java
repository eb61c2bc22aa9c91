package dev.firebucket.storage.read;

import java.util.List;

/// What a snapshot consists of.
///
/// @param version of the catalog that names the compacted files; 0 before the first compaction
/// @param files oldest data first; of a (series, timestamp) in several of them the later one counts
public record SnapshotObjects(long version, List<StoredFile> files) {
  public SnapshotObjects {
    files = List.copyOf(files);
  }
}
