package dev.firebucket.storage.compaction;

import java.nio.file.Path;

/// What a merge may use.
///
/// @param memoryBytes what DuckDB may hold in memory; the rest of a sort goes to the work directory
/// @param threads DuckDB's threads
/// @param workDirectory where sources are fetched to and files are made, emptied after each task
public record MergeResources(long memoryBytes, int threads, Path workDirectory) {
  private static final long DEFAULT_MEMORY_BYTES = 384L << 20;
  private static final int MOST_THREADS = 4;

  /// This machine's processors, four at most, 384 MiB, the folder of temporary files.
  public static MergeResources defaults() {
    return new MergeResources(
        DEFAULT_MEMORY_BYTES,
        Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
