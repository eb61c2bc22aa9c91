package dev.firebucket.backfill.block;

/// A chunk as the index of a block names it.
///
/// @param firstMillis time of its first sample
/// @param lastMillis time of its last sample
/// @param reference number of its segment in the upper four bytes, from 0 on, its place there in
///   the lower four
record ChunkPlace(long firstMillis, long lastMillis, long reference) {
  boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
