package dev.firebucket.storage.backup;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.nio.file.Path;

/// An object of a copy, and what is known of it.
///
/// @param key in the store
/// @param bytes how many it should have; 0 where that is unknown
/// @param check of a local file without a seal
record CopiedObject(String key, long bytes, Check check) {
  /// Compares what a file has in place of a seal.
  @FunctionalInterface
  interface Check {
    /// @throws IOException what is wrong with it, or why it cannot be read
    void require(Path file) throws IOException;
  }

  static CopiedObject samplesOf(CatalogFile file) {
    return new CopiedObject(
        file.key(),
        file.bytes(),
        local -> {
          var _ = SamplesFileCheck.requireWhole(local, file.format(), file.rows(), Long.MAX_VALUE);
        });
  }

  static CopiedObject seriesOf(CatalogFile file) {
    return new CopiedObject(file.seriesKey(), file.seriesBytes(), SeriesFile::requireWhole);
  }

  static CopiedObject fresh(ObjectSummary object, TailKey parts) {
    return new CopiedObject(
        object.key(),
        object.size(),
        local -> {
          var _ = SamplesFileCheck.requireWhole(local, parts.format(), parts.rows(), parts.rows());
        });
  }
}
