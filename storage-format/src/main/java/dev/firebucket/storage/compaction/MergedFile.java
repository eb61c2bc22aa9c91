package dev.firebucket.storage.compaction;

/// What a merge wrote.
///
/// @param rows samples
/// @param firstMillis timestamp of the oldest
/// @param lastMillis timestamp of the newest
/// @param indexBytes how much of the end of its series file is the index of row groups and footer
record MergedFile(long rows, long firstMillis, long lastMillis, long indexBytes) {}
