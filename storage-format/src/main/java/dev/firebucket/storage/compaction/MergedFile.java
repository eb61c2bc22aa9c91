package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.CompactedFile;
import java.nio.file.Path;

/// A file that a merge wrote.
///
/// @param samples the samples file
/// @param series its series file
/// @param content what is in them
/// @param indexBytes how much of the end of its series file is the index of row groups and footer
record MergedFile(Path samples, Path series, CompactedFile content, long indexBytes) {}
