package dev.firebucket.backfill.importing;

import dev.firebucket.backfill.SampleSink;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.parquet.SamplesSchema;
import dev.firebucket.storage.sql.HistogramRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// A Parquet file with the columns of a samples file: `metric`, `labels` (JSON as text, or a MAP),
/// `ts` and `value` at least. So a samples object of a bucket, and what `firebucket sql --format
/// parquet` writes of the view `samples`.
final class ParquetSource implements ImportSource {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final long PIECE_ROWS = 1_000_000;
  private static final int MOST_KNOWN_SERIES = 200_000;

  private final Path file;
  private final Connection connection;
  private final Map<String, String> columns;
  private final BoundedCache<String, LabelSet> known = new BoundedCache<>(MOST_KNOWN_SERIES);
  private final List<ImportPart> parts = new ArrayList<>();

  private ParquetSource(Path file, Connection connection, Map<String, String> columns) {
    this.file = file;
    this.connection = connection;
    this.columns = columns;
  }

  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  static ParquetSource open(Path file) throws IOException {
    try {
      Properties streaming = new Properties();
      streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
      try {
        ParquetSource source = new ParquetSource(file, connection, columns(connection, file));
        source.cut();
        return source;
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> columns(Connection connection, Path file)
      throws SQLException, IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet rows =
          statement.executeQuery("DESCRIBE FROM read_parquet(" + quoted(file) + ")")) {
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    requireType(file, columns, SamplesSchema.METRIC, "VARCHAR");
    requireType(file, columns, SamplesSchema.LABELS, "VARCHAR", "JSON", "MAP(VARCHAR, VARCHAR)");
    requireType(
        file,
        columns,
        SamplesSchema.TIMESTAMP,
        "TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP",
        "TIMESTAMP_MS",
        "TIMESTAMP_NS");
    requireType(file, columns, SamplesSchema.VALUE, "DOUBLE");
    return columns;
  }

  private static void requireType(
      Path file, Map<String, String> columns, String column, String... types) throws IOException {
    String type = columns.get(column);
    if (type == null || !Arrays.asList(types).contains(type)) {
      throw new UnknownSourceException(
          "%s cannot be imported: it needs a column '%s' of the type %s and %s; see docs/import-export.md"
              .formatted(
                  file,
                  column,
                  String.join(" or ", types),
                  type == null ? "has none" : "has " + type));
    }
  }

  private void cut() throws SQLException, IOException {
    String id = "parquet-" + ImportSource.idOf(file);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM read_parquet(" + quoted(file) + ")")) {
      long rows = row.next() ? row.getLong(1) : 0;
      for (long from = 0; from < rows; from += PIECE_ROWS) {
        long begin = from;
        parts.add(
            new ImportPart(
                Optional.of(id + "-" + from / PIECE_ROWS),
                Files.size(file) * Math.min(PIECE_ROWS, rows - from) / rows,
                sink -> read(begin, sink)));
      }
    }
  }

  private void read(long from, SampleSink sink) throws IOException {
    boolean histograms = columns.containsKey(SamplesSchema.HISTOGRAM_SCHEMA);
    String sql =
        "SELECT metric, %s, epoch_ms(ts), value, %s%s FROM read_parquet(%s, file_row_number = true) WHERE file_row_number >= %d AND file_row_number < %d"
            .formatted(
                columns.getOrDefault(SamplesSchema.LABELS, "").startsWith("MAP")
                    ? "to_json(labels)::VARCHAR"
                    : "labels::VARCHAR",
                columns.containsKey(SamplesSchema.STALE) ? "coalesce(stale, false)" : "false",
                histograms ? ", " + HistogramRow.columnsSql() : "",
                quoted(file),
                from,
                from + PIECE_ROWS);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        give(rows, histograms, sink);
      }
    } catch (SQLException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void give(ResultSet row, boolean histograms, SampleSink sink)
      throws SQLException, IOException {
    LabelSet labels = labels(row.getString(1), row.getString(2));
    long millis = row.getLong(3);
    double value = row.getDouble(4);
    boolean isFloat = !row.wasNull();
    boolean stale = row.getBoolean(5);
    if (isFloat || !histograms) {
      sink.value(labels, millis, stale ? StaleMarker.VALUE : value);
      return;
    }
    sink.histogram(labels, millis, HistogramRow.read(row, 6, stale));
  }

  private LabelSet labels(String metric, String json) {
    String key = metric + '\n' + json;
    LabelSet met = known.get(key);
    if (met == null) {
      met = LabelsJson.parse(metric, json);
      known.put(key, met);
    }
    return met;
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  @Override
  public String description() {
    return file + ": samples in Parquet";
  }

  @Override
  public List<ImportPart> parts() {
    return List.copyOf(parts);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // It was only read.
    }
  }
}
