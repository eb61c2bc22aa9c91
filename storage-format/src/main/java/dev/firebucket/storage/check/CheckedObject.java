package dev.firebucket.storage.check;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.nio.file.Path;

/// A Parquet object, and what is known of it.
///
/// @param key in the store
/// @param bytes how many it should have; 0 where that is unknown
/// @param check of a local file without a seal
public record CheckedObject(String key, long bytes, Check check) {
  /// Compares what a file has in place of a seal.
  @FunctionalInterface
  public interface Check {
    /// @throws IOException what is wrong with it, or why it cannot be read
    void require(Path file) throws IOException;
  }

  /// A samples file that a catalog lists.
  public static CheckedObject samplesOf(CatalogFile file) {
    return new CheckedObject(
        file.key(),
        file.bytes(),
        local -> {
          var _ = SamplesFileCheck.requireWhole(local, file.format(), file.rows(), Long.MAX_VALUE);
        });
  }

  /// The series file next to it.
  public static CheckedObject seriesOf(CatalogFile file) {
    return new CheckedObject(file.seriesKey(), file.seriesBytes(), SeriesFile::requireWhole);
  }

  /// An object of the tail.
  public static CheckedObject fresh(ObjectSummary object, TailKey parts) {
    return new CheckedObject(
        object.key(),
        object.size(),
        local -> {
          var _ = SamplesFileCheck.requireWhole(local, parts.format(), parts.rows(), parts.rows());
        });
  }

  /// One that nobody lists: it is known by its seal alone.
  static CheckedObject unlisted(ObjectSummary object) {
    return new CheckedObject(object.key(), object.size(), _ -> {});
  }
}
