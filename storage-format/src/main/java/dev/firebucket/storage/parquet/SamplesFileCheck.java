package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;

/// Checks by its footer whether a file can be a samples file.
final class SamplesFileCheck {
  private SamplesFileCheck() {}

  /// @param format what its key or the catalog says
  /// @throws IOException when it lacks a column; the message says which
  static void require(ParquetFile file, Path path, SamplesFormat format) throws IOException {
    for (var column : SamplesSchema.SCHEMA.getFields()) {
      if (!file.schema().containsField(column.getName()) && mustHave(column.getName(), format)) {
        throw new IOException(path + " has no column '" + column.getName() + "'");
      }
    }
  }

  private static boolean mustHave(String column, SamplesFormat format) {
    return format != SamplesFormat.NAN_BITS || !column.equals(SamplesSchema.STALE);
  }
}
