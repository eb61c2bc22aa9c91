package dev.firebucket.storage.read;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SeriesRange;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A samples object as a reader knows it before it opens it: from the catalog, or from its key and
/// the listing.
///
/// @param key of the samples object
/// @param format of the file
/// @param compacted whether it has a series object
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large the object is
/// @param seriesBytes how large the series object is; 0 where that is unknown
/// @param indexBytes how much of its end holds the index of row groups; 0 where it has none
/// @param series those that count of it; empty where any may be in it
public record StoredFile(
    String key,
    SamplesFormat format,
    boolean compacted,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    long seriesBytes,
    long indexBytes,
    Optional<SeriesRange> series) {

  static StoredFile of(CatalogFile file) {
    return new StoredFile(
        file.key(),
        file.format(),
        true,
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        file.bytes(),
        file.seriesBytes(),
        file.indexBytes(),
        file.series());
  }

  static StoredFile of(ObjectSummary fresh, TailKey parts) {
    return new StoredFile(
        fresh.key(),
        parts.format(),
        false,
        parts.firstMillis(),
        parts.lastMillis(),
        parts.rows(),
        fresh.size(),
        0,
        0,
        Optional.empty());
  }

  /// Whether any of its samples may lie in a range, both ends included.
  public boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }

  /// Whether it may have series of some metrics.
  ///
  /// @param metrics names; empty for all
  boolean mayHoldAny(Set<String> metrics) {
    return metrics.isEmpty()
        || series.isEmpty()
        || metrics.stream().anyMatch(series.get()::mayHold);
  }

  /// Checks its local file as a whole; of a narrowed file not all rows count.
  ///
  /// @throws IOException what is wrong with it, or why it cannot be read
  void requireWhole(Path local) throws IOException {
    var _ = SamplesFileCheck.requireWhole(local, format, rows, compacted ? Long.MAX_VALUE : rows);
  }
}
