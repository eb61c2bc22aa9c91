package dev.firebucket.storage.read;

import java.nio.file.Path;

/// How much a reader may cache.
///
/// @param directory where it creates a folder for objects that it downloads from a bucket
/// @param diskBytes how much disk these may use, apart from files in use
/// @param seriesBytes about how much memory the known series of files may use
public record ReadCache(Path directory, long diskBytes, long seriesBytes) {
  private static final long LEAST_DISK_BYTES = 64L << 20;
  private static final long MOST_DISK_BYTES = 64L << 30;

  /// What is left of the free space to others.
  private static final int PART_OF_FREE_SPACE = 2;

  private static final long SERIES_BYTES = 128L << 20;

  public ReadCache {
    if (diskBytes < 0 || seriesBytes < 0) {
      throw new IllegalArgumentException("the size of a cache is negative");
    }
  }

  /// Half of what is free on the disk of temporary files, 64 MiB at least and 64 GiB at most, in a
  /// folder of this user's, and 128 MiB of memory.
  public static ReadCache defaults() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return new ReadCache(
        temporary.resolve("firebucket-cache-" + System.getProperty("user.name", "user")),
        Math.clamp(
            temporary.toFile().getUsableSpace() / PART_OF_FREE_SPACE,
            LEAST_DISK_BYTES,
            MOST_DISK_BYTES),
        SERIES_BYTES);
  }

  /// The same with another share of the disk.
  public ReadCache withDiskBytes(long changed) {
    return new ReadCache(directory, changed, seriesBytes);
  }
}
