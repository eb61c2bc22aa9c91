package dev.firebucket.storage.catalog;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.time.Instant;
import java.time.LocalDate;

/// A compacted samples file that counts. Its series file has the same name under `series/`.
///
/// @param key `samples/date=…/….parquet`
/// @param format of the samples object
/// @param level its level of compaction
/// @param date the UTC date of all its samples
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes size of the samples object
/// @param seriesBytes size of the series object; 0 where the catalog does not say
/// @param indexBytes how many bytes at its end hold the index of row groups and the footer; 0 where
///   it has no index
/// @param writtenUntil when the newest fresh object in it was written: of two files with the same
///   (series, timestamp) that of the later one counts
/// @param createdAt when it was compacted
public record CatalogFile(
    String key,
    SamplesFormat format,
    FileLevel level,
    LocalDate date,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    long seriesBytes,
    long indexBytes,
    Instant writtenUntil,
    Instant createdAt) {
  /// @throws IllegalArgumentException when the key is not a samples key or the range is empty
  public CatalogFile {
    if (!key.startsWith(StorageLayout.SAMPLES)
        || firstMillis > lastMillis
        || rows <= 0
        || bytes <= 0
        || indexBytes < 0
        || indexBytes > seriesBytes) {
      throw new IllegalArgumentException(
          "not a compacted file: '%s', %d to %d, %d rows, %d bytes"
              .formatted(key, firstMillis, lastMillis, rows, bytes));
    }
  }

  /// The key of the series file beside it.
  public String seriesKey() {
    return StorageLayout.seriesKey(key);
  }

  /// Whether any of its samples may lie in a range, both ends included.
  public boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
