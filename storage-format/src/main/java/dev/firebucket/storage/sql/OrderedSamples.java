package dev.firebucket.storage.sql;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// The samples of some series of a snapshot, series by series in order of labels, each in order of
/// time, each once, stale markers too. Memory is bounded: DuckDB sorts, on disk where it must.
public final class OrderedSamples {
  private OrderedSamples() {}

  /// Takes the samples.
  public interface Sink {
    /// A series begins: the samples that follow are its own.
    void series(LabelSet labels) throws IOException;

    /// @param value a stale marker has its bits
    void value(long millis, double value) throws IOException;

    void histogram(long millis, FloatHistogram histogram) throws IOException;
  }

  /// Reads all samples of a range.
  ///
  /// @param snapshot of that range
  /// @param series in order of labels
  /// @param memoryBytes how much DuckDB may take
  /// @throws IOException when an object cannot be fetched or read, and what the sink throws
  public static void read(
      Snapshot snapshot, TimeRange range, List<StoredSeries> series, long memoryBytes, Sink sink)
      throws IOException {
    if (series.isEmpty()) {
      return;
    }
    List<LocalCopy> copies = snapshot.copies();
    Path scratch = Files.createTempDirectory("firebucket-export-");
    Properties streaming = new Properties();
    streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SET TimeZone = 'UTC'; SET memory_limit = '%dB'; SET temp_directory = '%s'"
              .formatted(memoryBytes, scratch.toString().replace("'", "''")));
      for (String view : SnapshotViews.over(copies.stream().map(ViewFile::of).toList(), range)) {
        statement.execute(view);
      }
      rank(connection, statement, series);
      give(statement, series, sink);
    } catch (SQLException e) {
      throw new IOException("DuckDB could not read the samples: " + e.getMessage(), e);
    } finally {
      ScratchFolder.delete(scratch);
    }
  }

  private static void rank(Connection connection, Statement statement, List<StoredSeries> series)
      throws SQLException {
    statement.execute("CREATE TEMP TABLE wanted (rank INTEGER, series_id UBIGINT, metric VARCHAR)");
    try (DuckDBAppender rows =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "wanted")) {
      for (int rank = 0; rank < series.size(); rank++) {
        StoredSeries one = series.get(rank);
        rows.beginRow();
        rows.append(rank);
        rows.append(one.id());
        rows.append(one.labels().metricName());
        rows.endRow();
      }
    }
  }

  // SELECT rank, epoch_ms(ts), value, stale, <the columns of histograms>
  // FROM stored_samples JOIN wanted USING (series_id, metric) ORDER BY rank, ts
  private static void give(Statement statement, List<StoredSeries> series, Sink sink)
      throws SQLException, IOException {
    boolean histograms = hasHistograms(statement);
    String sql =
        "SELECT rank, epoch_ms(ts), value, coalesce(stale, false)%s FROM stored_samples JOIN wanted USING (series_id, metric) ORDER BY rank, ts"
            .formatted(histograms ? ", " + HistogramRow.columnsSql() : "");
    try (ResultSet rows = statement.executeQuery(sql)) {
      int before = -1;
      while (rows.next()) {
        int rank = rows.getInt(1);
        if (rank != before) {
          sink.series(series.get(rank).labels());
          before = rank;
        }
        give(rows, histograms, sink);
      }
    }
  }

  private static void give(ResultSet row, boolean histograms, Sink sink)
      throws SQLException, IOException {
    long millis = row.getLong(2);
    boolean stale = row.getBoolean(4);
    if (histograms && row.getObject(5) != null) {
      sink.histogram(millis, HistogramRow.read(row, 5, stale));
      return;
    }
    sink.value(millis, stale ? StaleMarker.VALUE : row.getDouble(3));
  }

  private static boolean hasHistograms(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT count(histogram_schema) FROM stored_samples")) {
      return row.next() && row.getLong(1) > 0;
    }
  }
}
