package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.RowGroupIndex;
import dev.firebucket.storage.parquet.SeriesTail;
import org.jspecify.annotations.Nullable;

/// What a reader knows of a compacted file of a bucket before it touches the samples.
///
/// @param rowGroups of the samples object
/// @param samplesVersion that the samples object must have; empty where checksums tell
/// @param series the end of the series object; null where that has no index that this program knows
/// @param seriesVersion of the series object that it is of
/// @param damage of the series object, where the footer of the samples object stands in for it
record FileIndex(
    RowGroupIndex rowGroups,
    String samplesVersion,
    @Nullable SeriesTail series,
    String seriesVersion,
    @Nullable Damage damage) {
  long weight() {
    return series == null ? rowGroups.weight() : series.weight();
  }
}
