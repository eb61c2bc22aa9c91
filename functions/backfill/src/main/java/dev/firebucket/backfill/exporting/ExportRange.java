package dev.firebucket.backfill.exporting;

import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;

/// What to export.
///
/// @param sets series that satisfy all matchers of any set; no set means every series
/// @param fromMillis first time
/// @param toMillis last time
public record ExportRange(List<List<LabelMatcher>> sets, long fromMillis, long toMillis) {
  public ExportRange {
    sets = sets.stream().map(List::copyOf).toList();
  }
}
