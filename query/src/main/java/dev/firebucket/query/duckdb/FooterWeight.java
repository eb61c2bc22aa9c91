package dev.firebucket.query.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// About how much memory the footer of a samples file takes in DuckDB, once it was read.
final class FooterWeight {
  /// That of one row group, with names and types of all columns.
  private static final long LEAST_BYTES = 48 << 10;

  /// A row group has so many times the bytes of its part of the footer.
  private static final int PART_OF_FILE = 64;

  private FooterWeight() {}

  static long of(Path file) {
    try {
      return LEAST_BYTES + Files.size(file) / PART_OF_FILE;
    } catch (IOException e) {
      // The scan says what is wrong with the file.
      return LEAST_BYTES;
    }
  }
}
