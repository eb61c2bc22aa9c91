package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;

/// A samples object as a reader knows it before it opens it: from the catalog, or from its key and
/// the listing.
///
/// @param key of the samples object
/// @param format of the file
/// @param compacted whether it has a series object
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large the object is
/// @param seriesBytes how large the series object is; 0 where that is unknown
/// @param indexBytes how much of its end holds the index of row groups; 0 where it has none
public record StoredFile(
    String key,
    SamplesFormat format,
    boolean compacted,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    long seriesBytes,
    long indexBytes) {
  /// Whether any of its samples may lie in a range, both ends included.
  public boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
