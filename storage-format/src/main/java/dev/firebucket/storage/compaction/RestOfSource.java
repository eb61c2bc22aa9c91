package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.SeriesKey;

/// What a merge that ended early has left of a source.
///
/// @param source that was not read to its end
/// @param from its first series that was not merged
/// @param taken how many of its rows were
record RestOfSource(SourceObject source, SeriesKey from, long taken) {
  /// How many rows were not.
  long left() {
    return source.rows() - taken;
  }
}
