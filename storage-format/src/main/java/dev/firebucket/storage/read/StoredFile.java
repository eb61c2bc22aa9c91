package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;

/// A samples object as a reader knows it before it opens it.
///
/// @param key of the samples object
/// @param format of the file
/// @param compacted whether a series object stands beside it
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large the object is
record StoredFile(
    String key,
    SamplesFormat format,
    boolean compacted,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes) {
  boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
