package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.model.StaleMarker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The samples file as others see it: DuckDB reads what the writer wrote.
class SamplesFileTest {
  private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node", "instance", "a");
  private static final LabelSet UP_B =
      LabelSet.of("__name__", "up", "job", "node", "instance", "b");
  private static final LabelSet GO = LabelSet.of("__name__", "go_threads", "job", "go \"x\"\n");

  @TempDir Path directory;

  private Path write(SampleBatch batch) throws Exception {
    Path file = directory.resolve("samples.parquet");
    Files.write(file, new SamplesFileWriter().write(batch).bytes());
    return file;
  }

  private static List<String> rows(String sql) throws SQLException {
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

  @Test
  void plainSqlAnswersAnAverageByJob() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(UP, 1000, 1);
    batch.append(UP_B, 1000, 0);
    batch.append(GO, 1000, 7);

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT labels->>'job', avg(value) FROM read_parquet('"
                    + file
                    + "') WHERE metric = 'up' GROUP BY 1"))
        .containsExactly("node|0.5");
  }

  @Test
  void aStaleMarkerSurvivesAndPlainSqlTellsItFromOtherNaNs() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(UP, 1000, Double.NaN);
    batch.append(UP, 2000, StaleMarker.VALUE);

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT epoch_ms(ts) FROM read_parquet('"
                    + file
                    + "') WHERE "
                    + SamplesSchema.STALE_MARKER_SQL))
        .containsExactly("2000");
  }

  @Test
  void ofTwoSamplesAtOneTimeTheLastAppendedStays() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(UP, 3000, 3);
    batch.append(UP, 1000, 1);
    batch.append(UP, 3000, 4);
    batch.append(UP, 2000, 2);

    Path file = write(batch);

    assertThat(rows("SELECT epoch_ms(ts), value FROM read_parquet('" + file + "')"))
        .containsExactly("1000|1.0", "2000|2.0", "3000|4.0");
  }

  @Test
  void theSeriesOfAFileAreReadWithoutDuckDb() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(UP, 1000, 1);
    batch.append(UP, 2000, 1);
    batch.append(GO, 1500, 7);

    Path file = write(batch);

    assertThat(SeriesOfSamplesFile.read(file))
        .containsExactly(
            new SeriesSpan(SeriesId.of(GO), GO, 1500, 1500),
            new SeriesSpan(SeriesId.of(UP), UP, 1000, 2000));
  }

  @Test
  void aBigBatchFillsSeveralRowGroupsInOrder() throws Exception {
    SampleBatch batch = new SampleBatch();
    for (int series = 0; series < 1000; series++) {
      SampleBatch.Series column =
          batch.series(LabelSet.of("__name__", "m" + series % 7, "n", "" + series));
      for (int i = 0; i < 200; i++) {
        column.append(1_000L * i, series * i * 0.5);
      }
    }

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT count(*), sum(value), count(DISTINCT series_id), count(DISTINCT metric)"
                    + " FROM read_parquet('"
                    + file
                    + "')"))
        .containsExactly("200000|4.970025E9|1000|7");
    assertThat(
            rows(
                "SELECT row_group_num_rows FROM parquet_metadata('"
                    + file
                    + "') WHERE path_in_schema = 'ts' ORDER BY row_group_id"))
        .containsExactly("122880", "77120");
    assertThat(SeriesOfSamplesFile.read(file)).hasSize(1000);
  }
}
