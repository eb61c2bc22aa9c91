package dev.firebucket.storage.read;

import java.nio.file.Path;

/// How much a reader may cache.
///
/// @param directory where it creates a folder for objects that it downloads from a bucket
/// @param diskBytes how much disk these may use, apart from files in use
/// @param seriesBytes about how much memory the known series of files may use
public record ReadCache(Path directory, long diskBytes, long seriesBytes) {
  private static final long DISK_BYTES = 384L << 20;
  private static final long SERIES_BYTES = 128L << 20;

  public ReadCache {
    if (diskBytes < 0 || seriesBytes < 0) {
      throw new IllegalArgumentException("the size of a cache is negative");
    }
  }

  /// Fits the smallest function: 384 MiB in the folder of temporary files, 128 MiB of memory.
  public static ReadCache defaults() {
    return new ReadCache(
        Path.of(System.getProperty("java.io.tmpdir"), "firebucket-cache"),
        DISK_BYTES,
        SERIES_BYTES);
  }

  /// The same with another share of the disk.
  public ReadCache withDiskBytes(long changed) {
    return new ReadCache(directory, changed, seriesBytes);
  }
}
