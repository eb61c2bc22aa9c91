package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.RowGroupIndexWriter;
import dev.firebucket.storage.parquet.SamplesSchema;
import dev.firebucket.storage.parquet.SamplesSource;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.parquet.TimestampFooter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Merges samples files of one day with DuckDB: sorts, drops duplicates, and writes a samples file
/// and its series file. What does not fit in memory goes to disk.
final class SampleMerger implements AutoCloseable {
  private static final long DAY_MILLIS = 86_400_000;

  /// Zstd's slower half: a compacted file is written a few times and read often.
  private static final int COMPRESSION_LEVEL = 6;

  private final Connection connection;

  private SampleMerger(Connection connection) {
    this.connection = connection;
  }

  /// @param scratch where DuckDB puts what does not fit in memory
  static SampleMerger open(MergeResources resources, Path scratch) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET memory_limit = '%dB'; SET threads = %d; SET temp_directory = '%s'; SET TimeZone = 'UTC'"
              .formatted(resources.memoryBytes(), resources.threads(), quoted(scratch)));
      // Joins are run as written: the samples stream through in their order, the ranks are in a
      // hash
      // table.
      statement.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'");
      return new SampleMerger(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// The days, in UTC, of the samples in some files.
  List<LocalDate> days(SamplesSource sources) throws SQLException {
    String sql =
        "SELECT DISTINCT floor(epoch_ms(ts) / %d.0)::BIGINT AS day FROM %s ORDER BY day"
            .formatted(DAY_MILLIS, sources.rowsSql());
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<LocalDate> days = new ArrayList<>();
      while (rows.next()) {
        days.add(LocalDate.ofEpochDay(rows.getLong(1)));
      }
      return days;
    }
  }

  /// Merges the samples of one day.
  ///
  /// @param sources later ones win
  /// @param mayRepeat whether a sample may be in several of them
  /// @param samples where the samples file goes
  /// @param series where the series file goes
  MergedFile merge(
      SamplesSource sources, LocalDate day, boolean mayRepeat, Path samples, Path series)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(rankSql(sources));
      String merge = mergeSql(sources, day, mayRepeat, samples);
      statement.execute(merge);
      if (!isSorted(samples)) {
        // DuckDB does not promise that a join keeps the order of its larger side; with one thread
        // it
        // does.
        statement.execute("SET threads = 1");
        statement.execute(merge);
        if (!isSorted(samples)) {
          throw new SQLException("DuckDB did not keep the order of the sorted samples");
        }
      }
      statement.execute(seriesSql(samples, series));
    }
    TimestampFooter.markAsInstants(samples);
    TimestampFooter.markAsInstants(series);
    return describe(samples, RowGroupIndexWriter.append(samples, series));
  }

  // CREATE OR REPLACE TEMP TABLE ranks AS
  //   SELECT *, row_number() OVER (ORDER BY metric, series_id, labels)::INTEGER AS rank
  //   FROM (SELECT DISTINCT series_id, metric, labels FROM read_parquet([…]))
  private static String rankSql(SamplesSource sources) {
    return ("CREATE OR REPLACE TEMP TABLE ranks AS SELECT *, (row_number() OVER (ORDER BY metric,"
            + " series_id, labels))::INTEGER AS rank FROM (SELECT DISTINCT series_id, metric,"
            + " labels FROM %s)")
        .formatted(sources.rowsSql());
  }

  /// What identifies a series: the id alone, unless two label sets share one.
  private String seriesKey() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) = count(DISTINCT series_id) FROM ranks")) {
      return row.next() && row.getBoolean(1) ? "series_id" : "series_id, metric, labels";
    }
  }

  // COPY (SELECT metric, labels, series_id, <ts in ms>, value, stale, <the columns of histograms>
  //       FROM (SELECT rank, ts, value, stale
  //             FROM (SELECT rank, ts, value, stale
  //                   FROM read_parquet([…]) JOIN ranks USING (series_id)
  //                   WHERE <day> ORDER BY rank, ts, file_index)
  //             QUALIFY <not the same rank and ts in the next row>)  -- where files overlap in time
  //       JOIN ranks USING (rank)) TO '…' (…)
  // So only numbers are sorted, not labels, which are ten times as large.
  // The writer's dictionary keeps only the first NaN that it meets: `stale` says which are markers.
  private String mergeSql(SamplesSource sources, LocalDate day, boolean mayRepeat, Path samples)
      throws SQLException {
    // Columns that are null everywhere are left out of the sort: they would be two thirds of it.
    boolean sparse = hasSparseColumns(sources);
    String sorted =
        "SELECT %s FROM %s JOIN ranks USING (%s) WHERE ts >= TIMESTAMPTZ '%s 00:00:00+00' AND ts < TIMESTAMPTZ '%s 00:00:00+00' ORDER BY rank, ts, file_index"
            .formatted(
                "rank, ts, value, CASE WHEN %s THEN true END AS stale"
                        .formatted(
                            sources.staleSql(SamplesSchema.VALUE, SamplesSchema.HISTOGRAM_SUM))
                    + (sparse ? ", " + String.join(", ", SamplesSchema.sparseColumns()) : ""),
                sources.rowsSql(),
                seriesKey(),
                day,
                day.plusDays(1));
    String once =
        mayRepeat
            ? "SELECT * EXCLUDE (next_ts, next_rank) FROM (SELECT *, lead(ts) OVER () AS next_ts,"
                + " lead(rank) OVER () AS next_rank FROM (%s)) WHERE next_ts IS DISTINCT FROM ts OR next_rank IS DISTINCT FROM rank"
                    .formatted(sorted)
            : sorted;
    String columns =
        sparse
            ? "* EXCLUDE (rank, metric, labels, series_id) REPLACE (%s AS ts, %s AS start_ts)"
                .formatted(millis("ts"), millis("start_ts"))
            : "%s AS ts, value, stale, %s"
                .formatted(millis("ts"), String.join(", ", SamplesSchema.nullExpressions()));
    return "COPY (SELECT metric, labels, series_id, %s FROM (%s) JOIN ranks USING (rank)) TO '%s' (%s, FIELD_IDS %s)"
        .formatted(
            columns,
            once,
            quoted(samples),
            format(SamplesSchema.ROW_GROUP_ROWS),
            SamplesSchema.fieldIdsSql());
  }

  /// Whether the samples of each series are together and in order of time.
  private boolean isSorted(Path samples) throws SQLException {
    String sql =
        ("SELECT count(*) FILTER (WHERE before IS DISTINCT FROM series_id) <= (SELECT count(*) FROM"
                + " ranks) AND count(*) FILTER (WHERE before = series_id AND ts <= time_before) = 0"
                + " FROM (SELECT series_id, ts, lag(series_id) OVER () AS before, lag(ts) OVER ()"
                + " AS time_before FROM read_parquet('%s'))")
            .formatted(quoted(samples));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private boolean hasSparseColumns(SamplesSource sources) throws SQLException {
    String sql = "SELECT count(histogram_schema) + count(start_ts) FROM " + sources.rowsSql();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getLong(1) > 0;
    }
  }

  // COPY (SELECT series_id, metric, labels, <first and last in ms>, count(*)
  //       FROM read_parquet('…') GROUP BY series_id, metric ORDER BY metric, series_id) TO '…' (…)
  private static String seriesSql(Path samples, Path series) {
    return ("COPY (SELECT series_id, metric,"
            + " any_value(labels) AS labels, "
            + millis("min(ts)")
            + " AS %s, "
            + millis("max(ts)")
            + " AS %s, count(*) AS %s FROM read_parquet('%s') GROUP BY series_id, metric"
            + " ORDER BY metric, series_id) TO '%s' (%s, FIELD_IDS %s)")
        .formatted(
            SeriesFile.FIRST,
            SeriesFile.LAST,
            SeriesFile.SAMPLES,
            quoted(samples),
            quoted(series),
            format(SeriesFile.ROW_GROUP_ROWS),
            SeriesFile.FIELD_IDS_SQL);
  }

  private static String format(int rowGroupRows) {
    return "FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, COMPRESSION_LEVEL %d, ROW_GROUP_SIZE %d"
        .formatted(COMPRESSION_LEVEL, rowGroupRows);
  }

  /// DuckDB has milliseconds only without a time zone.
  private static String millis(String timestamp) {
    return "make_timestamp_ms(epoch_ms(" + timestamp + "))::TIMESTAMP_MS";
  }

  private MergedFile describe(Path samples, long indexBytes) throws SQLException, IOException {
    String sql =
        "SELECT count(*), epoch_ms(min(ts)), epoch_ms(max(ts)) FROM read_parquet('%s')"
            .formatted(quoted(samples));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new IOException("DuckDB returned no row about " + samples);
      }
      return new MergedFile(row.getLong(1), row.getLong(2), row.getLong(3), indexBytes);
    }
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
