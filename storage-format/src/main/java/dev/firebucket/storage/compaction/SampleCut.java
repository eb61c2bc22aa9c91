package dev.firebucket.storage.compaction;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.util.List;

/// Samples that shall no longer be there.
///
/// @param sets series that satisfy all matchers of any set
/// @param fromMillis first time
/// @param toMillis last time
record SampleCut(List<List<LabelMatcher>> sets, long fromMillis, long toMillis) {
  SampleCut {
    sets = sets.stream().map(List::copyOf).toList();
  }

  /// Whether a file may have samples of a series in the time.
  boolean touches(SeriesSpan span) {
    return span.firstMillis() <= toMillis
        && span.lastMillis() >= fromMillis
        && sets.stream()
            .anyMatch(set -> set.stream().allMatch(matcher -> matcher.matches(span.labels())));
  }
}
