package dev.firebucket.storage.retention;

import dev.firebucket.storage.model.LabelMatcher;
import java.time.Instant;
import java.util.List;

/// What somebody asked to be deleted.
///
/// @param sets series that satisfy all matchers of any set
/// @param fromMillis first time
/// @param toMillis last time
/// @param requestedAt samples after it are not meant: they were not there
public record Deletion(
    List<List<LabelMatcher>> sets, long fromMillis, long toMillis, Instant requestedAt) {
  /// @throws IllegalArgumentException without a set
  public Deletion {
    sets = sets.stream().map(List::copyOf).toList();
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("a deletion names no series");
    }
  }
}
