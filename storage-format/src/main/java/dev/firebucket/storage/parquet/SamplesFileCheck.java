package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;

/// Checks by its footer whether a file can be a samples file.
public final class SamplesFileCheck {
  private SamplesFileCheck() {}

  /// @param format what its key or the catalog says
  /// @throws IOException when the file is not a Parquet file or lacks a column; the message says
  ///   which
  public static void require(Path file, SamplesFormat format) throws IOException {
    try (ParquetFile parquet = ParquetFile.open(file)) {
      for (var column : SamplesSchema.SCHEMA.getFields()) {
        if (!parquet.schema().containsField(column.getName())
            && mustHave(column.getName(), format)) {
          throw new IOException(file + " has no column '" + column.getName() + "'");
        }
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " has a broken footer: " + e.getMessage(), e);
    }
  }

  private static boolean mustHave(String column, SamplesFormat format) {
    return format != SamplesFormat.NAN_BITS || !column.equals(SamplesSchema.STALE);
  }
}
