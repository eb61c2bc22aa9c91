package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SQL that `explain` shows of a scan, in a DuckDB that knows nothing of ours, gives the
/// samples that the query reads.
class ExplainedScanTest {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;

  @TempDir private Path folder;
  private StoredFixture stored;

  @BeforeEach
  void storeThreeFiles() throws IOException {
    stored = new StoredFixture(folder);
    stored
        .series(series("api", "a"), START, MINUTE, 1, 2, 3, Double.NaN, 5)
        .series(series("it's", "b\nc"), START, MINUTE, 0.1, 1e300, -0.0, Double.POSITIVE_INFINITY)
        .series(series("db", "c").with("a.b/c~d\"e", "odd"), START, MINUTE, 7, 7, 7)
        .store();
    stored
        .series(series("api", "a"), START + 2 * MINUTE, MINUTE, 30, 40, 50, 60)
        .series(series("it's", "b\nc"), START + 2 * MINUTE, MINUTE, -0.0)
        .store();
    stored.series(LabelSet.of(LabelSet.NAME, "other", "job", "api"), START, MINUTE, 1, 2).store();
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private static LabelSet series(String job, String instance) {
    return LabelSet.of(LabelSet.NAME, "requests", "job", job, "instance", instance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests[4m]",
        "requests{job=\"api\"}[10m]",
        "requests{job=\"it's\",instance=\"b\\nc\"}[10m]",
        "requests{job!=\"api\"}[3m]",
        "requests{job=~\"a.*|d.\"}[10m]",
        "requests{instance=~\"b.c\"}[10m]",
        "requests{job!~\"a.*\"}[10m]",
        "requests{missing=\"\"}[10m]",
        "requests{\"a.b/c~d\\\"e\"=\"odd\"}[10m]",
        "{__name__=~\"req.*|oth.*\",job=\"api\"}[10m]",
        "requests[200y]",
      })
  void givesTheSamplesThatTheQueryReads(String query) throws SQLException {
    InstantQuery asked = query(query);
    Map<String, Map<Long, Double>> read = new TreeMap<>();
    ((MatrixResult) stored.engine().instant(asked))
        .series()
        .forEach(
            series ->
                series
                    .points()
                    .forEach(
                        (time, value, histogram) ->
                            sampleOf(read, series.labels()).put(time, value)));
    assertThat(read).isNotEmpty();

    List<String> scans = stored.engine().explain(asked).scans();

    assertThat(scans).hasSize(1);
    assertThat(run(scans.getFirst())).isEqualTo(read);
  }

  @Test
  void showsOneScanPerSelectorAndNoneWhereNothingIsStored() {
    assertThat(stored.engine().explain(query("requests + on (job) other")).scans()).hasSize(2);
    assertThat(stored.engine().explain(query("requests / requests")).scans()).hasSize(1);
    assertThat(stored.engine().explain(query("nothing + 1")).scans()).isEmpty();
  }

  private static InstantQuery query(String text) {
    return new InstantQuery(
        text, START + 5 * MINUTE, StoredFixture.LOOKBACK, StoredFixture.TIMEOUT);
  }

  private static Map<Long, Double> sampleOf(
      Map<String, Map<Long, Double>> samples, LabelSet labels) {
    return samples.computeIfAbsent(labels.toString(), series -> new TreeMap<>());
  }

  private static Map<String, Map<Long, Double>> run(String sql) throws SQLException {
    Map<String, Map<Long, Double>> samples = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'America/New_York'");
      try (ResultSet rows =
          statement.executeQuery("SELECT metric, labels, epoch_ms(ts), value FROM (" + sql + ")")) {
        while (rows.next()) {
          LabelSet labels = LabelsJson.parse(rows.getString(1), rows.getString(2));
          sampleOf(samples, labels).put(rows.getLong(3), rows.getDouble(4));
        }
      }
    }
    return samples;
  }
}
