package dev.firebucket.query.engine;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.read.OpenFiles;
import java.io.IOException;
import java.sql.SQLException;

/// Files that DuckDB refused to read.
final class RefusedFiles {
  private RefusedFiles() {}

  /// Reads, and where DuckDB fails finds out which file is to blame: its own words name none, or
  /// one of the cache.
  ///
  /// @throws dev.firebucket.storage.read.DamagedObjectException when files are not readable
  static void named(OpenFiles files, Runnable reading) throws IOException {
    try {
      reading.run();
    } catch (PromqlException e) {
      if (e.getCause() instanceof SQLException refused
          && !String.valueOf(refused.getMessage()).contains("Out of Memory")) {
        files.requireReadable();
      }
      throw e;
    }
  }
}
