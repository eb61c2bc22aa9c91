package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SeriesRange;
import dev.firebucket.storage.tail.TailKey;
import java.time.Instant;
import java.util.Optional;

/// A samples object to be merged.
///
/// @param key of the object
/// @param format of the file
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes its size
/// @param series which of its series count; empty for all
/// @param writtenUntil when the newest fresh object in it was written
record SourceObject(
    String key,
    SamplesFormat format,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    Optional<SeriesRange> series,
    Instant writtenUntil) {
  static SourceObject of(CatalogFile file) {
    return new SourceObject(
        file.key(),
        file.format(),
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        file.bytes(),
        file.series(),
        file.writtenUntil());
  }

  static SourceObject of(ObjectSummary object, TailKey key) {
    return new SourceObject(
        object.key(),
        key.format(),
        key.firstMillis(),
        key.lastMillis(),
        key.rows(),
        object.size(),
        Optional.empty(),
        key.writtenAt());
  }
}
