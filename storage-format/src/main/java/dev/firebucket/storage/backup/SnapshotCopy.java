package dev.firebucket.storage.backup;

import java.util.List;

/// A copy that was taken.
///
/// @param name below `snapshots/`
/// @param problems what is damaged or missing in it, or could not be compared: a sentence each
public record SnapshotCopy(String name, List<String> problems) {
  public SnapshotCopy {
    problems = List.copyOf(problems);
  }
}
