package dev.firebucket.api.query;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.DamageLog;
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
  /// @param warnings told what is damaged
  /// @return sorted by labels, each once
  SortedSet<LabelSet> find(
      List<List<LabelMatcher>> sets, long fromMillis, long toMillis, List<String> warnings)
      throws IOException {
    if (fromMillis > toMillis) {
      return new TreeSet<>();
    }
    DamageLog damages = new DamageLog();
    SortedSet<LabelSet> found =
        damages.read(
            reader,
            fromMillis,
            toMillis,
            snapshot -> {
              SortedSet<LabelSet> labels = new TreeSet<>();
              for (List<LabelMatcher> set :
                  sets.isEmpty() ? List.of(List.<LabelMatcher>of()) : sets) {
                for (StoredSeries series : snapshot.series(set)) {
                  labels.add(series.labels());
                }
              }
              return labels;
            });
    warnings.addAll(damages.warnings());
    return found;
  }
}
