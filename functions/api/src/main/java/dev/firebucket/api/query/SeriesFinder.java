package dev.firebucket.api.query;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The series of a time range that fulfil any of several sets of matchers.
final class SeriesFinder {
  private final StorageReader reader;

  SeriesFinder(StorageReader reader) {
    this.reader = reader;
  }

  /// @param sets no set means every series
  /// @return sorted by labels, each once
  SortedSet<LabelSet> find(List<List<LabelMatcher>> sets, long fromMillis, long toMillis)
      throws IOException {
    SortedSet<LabelSet> found = new TreeSet<>();
    if (fromMillis > toMillis) {
      return found;
    }
    try (Snapshot snapshot = reader.open(fromMillis, toMillis)) {
      for (List<LabelMatcher> set : sets.isEmpty() ? List.of(List.<LabelMatcher>of()) : sets) {
        for (StoredSeries series : snapshot.series(set)) {
          found.add(series.labels());
        }
      }
    }
    return found;
  }
}
