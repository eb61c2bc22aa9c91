package dev.firebucket.storage.parquet;

/// What was written.
///
/// @param rows samples
/// @param firstMillis timestamp of the oldest
/// @param lastMillis timestamp of the newest
/// @param least its first series
/// @param greatest its last series
public record CompactedFile(
    long rows, long firstMillis, long lastMillis, SeriesName least, SeriesName greatest) {}
