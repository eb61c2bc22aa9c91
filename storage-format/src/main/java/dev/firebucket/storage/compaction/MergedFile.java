package dev.firebucket.storage.compaction;

/// What a merge wrote.
///
/// @param rows samples
/// @param firstMillis timestamp of the oldest
/// @param lastMillis timestamp of the newest
record MergedFile(long rows, long firstMillis, long lastMillis) {}
