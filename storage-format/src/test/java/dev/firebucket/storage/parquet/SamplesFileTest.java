package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.testing.StoredSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
    return StoredSamples.query(sql);
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
    batch.append(UP, 3000, 1);
    batch.append(UP, 4000, StaleMarker.VALUE);

    Path file = write(batch);

    assertThat(rows("SELECT epoch_ms(ts), value, stale FROM read_parquet('" + file + "')"))
        .containsExactly("1000|NaN|null", "2000|NaN|true", "3000|1.0|null", "4000|NaN|true");
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

  @Test
  void nativeHistogramsSurviveAmongFloats() throws Exception {
    FloatHistogram histogram =
        new FloatHistogram(
            3,
            0.001,
            2,
            12,
            18.4,
            List.of(new Span(-2, 2), new Span(1, 1)),
            new double[] {1, 2, 3},
            List.of(),
            new double[0],
            new double[0],
            ResetHint.NOT_RESET);
    FloatHistogram custom =
        new FloatHistogram(
            FloatHistogram.CUSTOM_BUCKETS,
            0,
            0,
            3,
            StaleMarker.VALUE,
            List.of(new Span(0, 2)),
            new double[] {1, 2},
            List.of(new Span(4, 1)),
            new double[] {7},
            new double[] {0.5, 1},
            ResetHint.GAUGE);
    SampleBatch batch = new SampleBatch();
    batch.append(UP, 500, 1);
    batch.series(UP).append(1000, histogram);
    batch.series(UP).append(2000, custom);
    batch.append(UP, 3000, 2);

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT value, histogram_schema, histogram_zero_threshold, histogram_zero_count,"
                    + " histogram_count, histogram_sum, histogram_positive_spans,"
                    + " histogram_positive_buckets, histogram_negative_spans,"
                    + " histogram_negative_buckets, histogram_custom_bounds, histogram_reset_hint"
                    + " FROM read_parquet('"
                    + file
                    + "')"))
        .containsExactly(
            "1.0|null|null|null|null|null|null|null|null|null|null|null",
            "null|3|0.001|2.0|12.0|18.4|[-2, 2, 1, 1]|[1.0, 2.0, 3.0]|[]|[]|[]|2",
            "null|-53|0.0|0.0|3.0|NaN|[0, 2]|[1.0, 2.0]|[4, 1]|[7.0]|[0.5, 1.0]|3",
            "2.0|null|null|null|null|null|null|null|null|null|null|null");
    assertThat(
            rows(
                "SELECT epoch_ms(ts) FROM read_parquet('"
                    + file
                    + "') WHERE histogram_sum::BIT = 9218868437227405314::UBIGINT::BIT"))
        .containsExactly("2000");
  }

  @Test
  void startTimestampsSurviveWhereTheyAreKnownAndAreNullElsewhere() throws Exception {
    FloatHistogram empty =
        new FloatHistogram(
            0,
            0,
            0,
            0,
            0,
            List.of(),
            new double[0],
            List.of(),
            new double[0],
            new double[0],
            ResetHint.UNKNOWN);
    SampleBatch fresh = new SampleBatch();
    fresh.append(GO, 1000, 7);
    fresh.append(UP, 3000, 1);
    fresh.series(UP).append(2000, 1, 1500);
    fresh.series(UP).append(4000, empty, 3500);
    SampleBatch batch = new SampleBatch();
    batch.appendAll(fresh);

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT epoch_ms(ts), epoch_ms(start_ts), histogram_schema FROM read_parquet('"
                    + file
                    + "') ORDER BY ts"))
        .containsExactly("1000|null|null", "2000|1500|null", "3000|null|null", "4000|3500|0");
  }

  @Test
  void aStartTimestampBeforeTheYearOneIsRefused() {
    SampleBatch.Series series = new SampleBatch().series(UP);
    series.append(500, 1, 400);

    assertThatThrownBy(() -> series.append(1000, 1, Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside of the years");
  }

  @Test
  void theLayoutIsThatOfTheDesign() throws Exception {
    SampleBatch batch = new SampleBatch();
    for (int series = 0; series < 100; series++) {
      for (int i = 0; i < 20; i++) {
        batch.append(LabelSet.of("__name__", "m", "n", "" + series), i * 15_000L, series + i / 7.0);
      }
    }

    Path file = write(batch);

    assertThat(
            rows(
                "SELECT path_in_schema, encodings, compression, stats_null_count, stats_min_value IS NOT NULL"
                    + " FROM parquet_metadata('"
                    + file
                    + "') ORDER BY column_id LIMIT 6"))
        .containsExactly(
            "metric|PLAIN, RLE_DICTIONARY|ZSTD|0|true",
            "labels|PLAIN, RLE_DICTIONARY|ZSTD|0|true",
            "series_id|PLAIN, RLE_DICTIONARY|ZSTD|0|true",
            "ts|DELTA_BINARY_PACKED|ZSTD|0|true",
            "value|PLAIN|ZSTD|0|true",
            "stale|PLAIN|ZSTD|2000|false");
    assertThat(
            rows(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('"
                    + file
                    + "')) LIMIT 5"))
        .containsExactly(
            "metric|VARCHAR",
            "labels|VARCHAR",
            "series_id|UBIGINT",
            "ts|TIMESTAMP WITH TIME ZONE",
            "value|DOUBLE");
  }

  /// A merge holds row groups of a thousand objects: of real exporters the labels take more than
  /// the samples.
  @Test
  void theMemoryThatARowGroupTakesCountsTheObjectsOfItsSeries() throws Exception {
    int series = 2_000;
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < series; i++) {
      batch.append(LabelSet.of("__name__", "m", "path", "/api/v1/items/" + i), 1000, 1);
    }

    SamplesFileReader reader = SamplesFileReader.open(write(batch), SamplesFormat.CURRENT);

    assertThat(reader.heldBytes())
        .isBetween(series * (16L + 25 + 100), series * (16L + 25 + 100) * 2);
  }
}
