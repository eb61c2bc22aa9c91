package dev.firebucket.storage.sql;

/// How the answer of a statement is written to a file.
public enum ExportFormat {
  /// A header and a line for each row.
  CSV("FORMAT csv, HEADER, USE_TMP_FILE false"),

  /// An array of objects.
  JSON("FORMAT json, ARRAY, USE_TMP_FILE false"),

  /// Parquet, compressed by zstd.
  PARQUET("FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false");

  private final String options;

  ExportFormat(String options) {
    this.options = options;
  }

  /// The options of DuckDB's COPY.
  String optionsSql() {
    return options;
  }
}
