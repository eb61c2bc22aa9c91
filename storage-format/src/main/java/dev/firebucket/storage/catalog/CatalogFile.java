package dev.firebucket.storage.catalog;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.parquet.SeriesRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A compacted samples file that counts. Its series file has the same name under `series/`.
///
/// @param key `samples/date=…/….parquet`
/// @param format of the samples object
/// @param level its level of compaction
/// @param date the UTC date of all its samples
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples of it count
/// @param bytes size of the samples object
/// @param seriesBytes size of the series object; 0 where the catalog does not say
/// @param indexBytes how many bytes at its end hold the index of row groups and the footer; 0 where
///   it has no index
/// @param series which of its series count, empty where the catalog does not say: all
/// @param narrowed whether it holds more than counts: a merge that ended early has put its other
///   series into other files already, where they are the same
/// @param writtenUntil when the newest fresh object in it was written, or a moment after those of
///   the files that were there when it was taken in: of two files with the same (series, timestamp)
///   that of the later one counts
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
    Optional<SeriesRange> series,
    boolean narrowed,
    Instant writtenUntil,
    Instant createdAt) {
  /// @throws IllegalArgumentException when the key is not a samples key or the range is empty
  public CatalogFile {
    if (!key.startsWith(StorageLayout.SAMPLES)
        || firstMillis > lastMillis
        || rows <= 0
        || (narrowed && series.isEmpty())
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

  /// Whether a series may be in both files.
  public boolean sharesSeriesWith(CatalogFile other) {
    return series.isEmpty() || other.series.isEmpty() || series.get().overlaps(other.series.get());
  }

  /// What is left of it when the series before one are in other files.
  ///
  /// @param left how many samples that is
  public CatalogFile from(SeriesKey first, SeriesKey last, long left) {
    return new CatalogFile(
        key,
        format,
        level,
        date,
        firstMillis,
        lastMillis,
        left,
        bytes,
        seriesBytes,
        indexBytes,
        Optional.of(new SeriesRange(first, last)),
        true,
        writtenUntil,
        createdAt);
  }

  /// The same, ordered after what was written until a time.
  CatalogFile after(Instant last) {
    return new CatalogFile(
        key,
        format,
        level,
        date,
        firstMillis,
        lastMillis,
        rows,
        bytes,
        seriesBytes,
        indexBytes,
        series,
        narrowed,
        last.plusMillis(1),
        createdAt);
  }

  /// Whether any of its samples may lie in a range, both ends included.
  public boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
