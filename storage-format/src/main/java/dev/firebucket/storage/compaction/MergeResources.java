package dev.firebucket.storage.compaction;

import java.nio.file.Path;

/// What a merge may use.
///
/// @param memoryBytes how much memory DuckDB may use; a larger sort spills to the work directory
/// @param threads DuckDB's threads
/// @param workDirectory where sources are downloaded and files written; emptied after each task
public record MergeResources(long memoryBytes, int threads, Path workDirectory) {
  private static final long DEFAULT_MEMORY_BYTES = 384L << 20;
  private static final int MOST_THREADS = 4;

  /// At most four processors, 384 MiB, the folder of temporary files.
  public static MergeResources defaults() {
    return new MergeResources(
        DEFAULT_MEMORY_BYTES,
        Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
