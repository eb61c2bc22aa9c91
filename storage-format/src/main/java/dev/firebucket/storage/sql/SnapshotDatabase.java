package dev.firebucket.storage.sql;

import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A DuckDB in memory with the views of one snapshot and nothing else: it reads the files of the
/// snapshot, writes the one file that [#export] names, and loads no extension.
///
/// A statement is one SELECT: it is handed to DuckDB's `query` function as a text, which takes
/// nothing else. Not for use by several threads.
public final class SnapshotDatabase implements AutoCloseable {
  private final Connection connection;
  private final Path scratch;
  private final Path exported;

  private SnapshotDatabase(Connection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
    this.exported = scratch.resolve("result");
  }

  /// Makes the views. The snapshot must stay open as long as this database.
  ///
  /// @throws IOException when an object cannot be fetched
  /// @throws SQLException when DuckDB refuses a file
  public static SnapshotDatabase open(Snapshot snapshot, TimeRange range)
      throws IOException, SQLException {
    List<LocalCopy> copies = snapshot.copies();
    Path scratch = Files.createTempDirectory("firebucket-sql-");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    SnapshotDatabase database = new SnapshotDatabase(connection, scratch);
    try {
      database.define(
          SnapshotViews.over(copies.stream().map(ViewFile::of).toList(), range), copies);
      return database;
    } catch (SQLException e) {
      try (database) {
        throw e;
      }
    }
  }

  private void define(List<String> views, List<LocalCopy> copies) throws SQLException {
    List<Path> readable = new ArrayList<>();
    for (LocalCopy copy : copies) {
      readable.add(copy.samples());
      if (copy.series() != null) {
        readable.add(copy.series());
      }
    }
    readable.add(exported);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET TimeZone = 'UTC'; SET temp_directory = " + quoted(scratch.resolve("spill")));
      for (String view : views) {
        statement.execute(view);
      }
      statement.execute(
          "SET allowed_paths = "
              + readable.stream()
                  .map(SnapshotDatabase::quoted)
                  .collect(Collectors.joining(", ", "[", "]")));
      statement.execute("SET enable_external_access = false; SET lock_configuration = true");
    }
  }

  /// Takes the rows of an answer.
  @FunctionalInterface
  public interface RowReader {
    /// @param rows before the first one
    void read(ResultSet rows) throws SQLException, IOException;
  }

  /// Answers one SELECT.
  ///
  /// @throws SQLException when it is wrong, or no SELECT
  /// @throws IOException what the reader throws
  public void select(String sql, RowReader reader) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("FROM query(" + quoted(sql) + ")")) {
      reader.read(rows);
    }
  }

  /// Writes the answer of one SELECT to a file. In JSON, values that are no numbers there are
  /// texts, see [NonFiniteNumbers].
  ///
  /// @return the file, gone when this database is closed
  /// @throws SQLException when it is wrong, or no SELECT
  public Path export(String sql, ExportFormat format) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (FROM query(%s)) TO %s (%s)"
              .formatted(quoted(sql), quoted(exported), format.optionsSql()));
    }
    return switch (format) {
      case CSV, PARQUET -> exported;
      case JSON -> {
        Path strict = scratch.resolve("strict");
        try (Reader json = Files.newBufferedReader(exported);
            Writer out = Files.newBufferedWriter(strict)) {
          NonFiniteNumbers.quote(json, out);
        }
        yield strict;
      }
    };
  }

  private static String quoted(Object text) {
    return "'" + text.toString().replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    ScratchFolder.delete(scratch);
  }
}
