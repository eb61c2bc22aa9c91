package dev.firebucket.storage.parquet;

/// What was written.
///
/// @param rows samples
/// @param firstMillis timestamp of the oldest
/// @param lastMillis timestamp of the newest
/// @param series from its first series to its last
public record CompactedFile(long rows, long firstMillis, long lastMillis, SeriesRange series) {}
