package dev.firebucket.storage.compaction;

import java.nio.file.Path;

/// What a merge may use.
///
/// @param memoryBytes about how much memory it may use: half for the sources, of which a row group
///   each is held at once, half for what is being written. More sources than fit are merged later
/// @param threads that encode and compress, beside the one that merges
/// @param workDirectory where sources are downloaded and files written; emptied after each task
public record MergeResources(long memoryBytes, int threads, Path workDirectory) {
  private static final long DEFAULT_MEMORY_BYTES = 320L << 20;
  private static final int MOST_THREADS = 4;

  /// How much of the sources may be held at once.
  long sourceBytes() {
    return memoryBytes / 2;
  }

  /// At most four processors, 320 MiB, the folder of temporary files.
  public static MergeResources defaults() {
    return new MergeResources(
        DEFAULT_MEMORY_BYTES,
        Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
