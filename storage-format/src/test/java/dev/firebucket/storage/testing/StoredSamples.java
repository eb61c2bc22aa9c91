package dev.firebucket.storage.testing;

import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Every sample that a reader sees, as text: for tests that ask what is lost or double.
public final class StoredSamples {
  private StoredSamples() {}

  /// Each row of each file of the newest view: `metric{labels} @ms value`, sorted. A sample that
  /// stands in two files comes twice.
  public static List<String> all(StorageReader reader) throws IOException, SQLException {
    try (Snapshot snapshot = reader.open(Long.MIN_VALUE, Long.MAX_VALUE);
        OpenFiles files =
            snapshot.open(snapshot.outlines(Long.MIN_VALUE, Long.MAX_VALUE), WantedRows.ALL);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return files.paths().isEmpty() ? List.of() : rows(connection, files.paths());
    }
  }

  private static List<String> rows(Connection connection, List<Path> files) throws SQLException {
    String paths = files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT metric, labels, epoch_ms(ts), value FROM read_parquet([" + paths + "])")) {
      while (result.next()) {
        rows.add(
            result.getString(1)
                + result.getString(2)
                + " @"
                + result.getLong(3)
                + " "
                + result.getString(4));
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }

  /// The rows of a query of DuckDB's SQL, columns joined by `|`.
  public static List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }
}
