package dev.firebucket.storage.read;

import java.nio.file.Path;

/// What a reader may keep.
///
/// @param directory where it makes a folder for objects that it fetches from a bucket
/// @param diskBytes how much these may take, apart from what is in use
/// @param seriesBytes about how much memory the known series of files may take
public record ReadCache(Path directory, long diskBytes, long seriesBytes) {
  private static final long DISK_BYTES = 384L << 20;
  private static final long SERIES_BYTES = 128L << 20;

  public ReadCache {
    if (diskBytes < 0 || seriesBytes < 0) {
      throw new IllegalArgumentException("a cache of less than nothing");
    }
  }

  /// Fits the smallest function: 384 MiB in the folder of temporary files, 128 MiB of memory.
  public static ReadCache defaults() {
    return new ReadCache(
        Path.of(System.getProperty("java.io.tmpdir"), "firebucket-cache"),
        DISK_BYTES,
        SERIES_BYTES);
  }
}
