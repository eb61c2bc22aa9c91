package dev.firebucket.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StoredFile;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQL over a store sees each sample once, whatever compaction has done.
class SnapshotDatabaseTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node", "instance", "a");
  private static final LabelSet ODD =
      LabelSet.of("__name__", "odd", "text", "a \"quoted\" \\ line\nand ü 🔥", "job", "it's");

  @TempDir Path directory;
  private final TestClock clock = new TestClock(NOON);
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket =
        Bucket.open(
            directory.resolve("it's a store").toString(),
            BucketOptions.defaults().withClock(clock));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private void write(LabelSet labels, Instant at, double value) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(labels, at.toEpochMilli(), value);
    bucket.writer().write(batch);
  }

  private void compact() throws IOException {
    assertThat(bucket.compactor(CompactionPolicy.EAGER).compact(clock.instant()).problems())
        .isEmpty();
  }

  private List<String> select(String sql) throws Exception {
    return select(sql, TimeRange.ALL);
  }

  private List<String> select(String sql, TimeRange range) throws Exception {
    try (Snapshot snapshot = bucket.reader().open(range.fromMillis(), range.toMillis());
        SnapshotDatabase database = SnapshotDatabase.open(snapshot, range)) {
      return select(database, sql);
    }
  }

  private static List<String> select(SnapshotDatabase database, String sql)
      throws SQLException, IOException {
    List<String> rows = new ArrayList<>();
    database.select(sql, result -> rows.addAll(rows(result)));
    return rows;
  }

  private static List<String> rows(ResultSet result) throws SQLException {
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

  /// Samples of each kind of place: merged files, superseded files, consumed and fresh objects, the
  /// same sample in several of them.
  private void fill() throws IOException {
    for (int i = 0; i < 4; i++) {
      write(UP, NOON.plusSeconds(i), i);
      write(UP, NOON.plusSeconds(i), i);
    }
    write(ODD, NOON.plusSeconds(9), -0.0);
    compact();
    write(UP, NOON.plusSeconds(2), 20);
    write(UP, NOON.plusSeconds(4), 4);
    compact();
    write(UP, NOON.plusSeconds(4), 40);
    write(UP, NOON.plusSeconds(5), StaleMarker.VALUE);
    write(UP, NOON.plusSeconds(6), Double.NaN);
  }

  @Test
  void eachSampleIsThereOnceAndTheLaterOneWins() throws Exception {
    fill();

    assertThat(select("SELECT epoch_ms(ts), value FROM samples WHERE metric = 'up' ORDER BY ts"))
        .containsExactly(
            at(0) + "|0.0",
            at(1) + "|1.0",
            at(2) + "|20.0",
            at(3) + "|3.0",
            at(4) + "|40.0",
            at(6) + "|NaN");
    assertThat(select("SELECT count(*), count(stale) FROM stored_samples")).containsExactly("8|1");
  }

  private static String at(int second) {
    return Long.toString(NOON.plusSeconds(second).toEpochMilli());
  }

  @Test
  void labelsAreAMapInBothViews() throws Exception {
    fill();

    assertThat(select("SELECT labels['text'], value FROM samples WHERE labels['job'] = 'it''s'"))
        .containsExactly(ODD.get("text") + "|-0.0");
    assertThat(
            select(
                "SELECT metric, labels['job'], epoch_ms(first_ts), epoch_ms(last_ts) FROM series"
                    + " ORDER BY metric"))
        .containsExactly("odd|it's|" + at(9) + "|" + at(9), "up|node|" + at(0) + "|" + at(6));
  }

  @Test
  void histogramsAndStartTimestampsKeepTheirColumns() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch
        .series(UP)
        .append(
            NOON.toEpochMilli(),
            new FloatHistogram(
                0,
                0,
                0,
                3,
                4.5,
                List.of(),
                new double[0],
                List.of(),
                new double[0],
                new double[0],
                ResetHint.UNKNOWN),
            NOON.minusSeconds(5).toEpochMilli());
    bucket.writer().write(batch);

    assertThat(
            select("SELECT value, histogram_count, histogram_sum, epoch_ms(start_ts) FROM samples"))
        .containsExactly("null|3.0|4.5|" + at(-5));
  }

  @Test
  void anEmptyStoreHasEmptyViews() throws Exception {
    assertThat(select("SELECT labels['job'], value, ts, histogram_count FROM samples")).isEmpty();
    assertThat(select("SELECT count(*) FROM series")).containsExactly("0");
  }

  @Test
  void aRangeOfTimeLeavesOutOtherSamplesAndTheirSeries() throws Exception {
    fill();
    TimeRange range =
        new TimeRange(NOON.plusSeconds(1).toEpochMilli(), NOON.plusSeconds(4).toEpochMilli());

    assertThat(select("SELECT value FROM samples ORDER BY ts", range))
        .containsExactly("1.0", "20.0", "3.0", "40.0");
    assertThat(select("SELECT metric FROM series", range)).containsExactly("up");
  }

  @Test
  void anOlderVersionIsReadWhileItsObjectsExist() throws Exception {
    fill();
    long newest = bucket.catalogs().newest().version();

    try (Snapshot old = bucket.openVersion(newest - 1, Long.MIN_VALUE, Long.MAX_VALUE);
        SnapshotDatabase database = SnapshotDatabase.open(old, TimeRange.ALL)) {
      assertThat(old.objects(List.of()).version()).isEqualTo(newest - 1);
      assertThat(select(database, "SELECT count(*) FROM samples")).containsExactly("7");
    }
    clock.advance(Duration.ofHours(3));
    compact();
    assertThatThrownBy(() -> bucket.openVersion(newest - 1, Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version " + (newest - 1) + " can no longer be read");
    assertThatThrownBy(() -> bucket.openVersion(newest + 9, Long.MIN_VALUE, Long.MAX_VALUE))
        .hasMessageContaining("there is no catalog version " + (newest + 9));
  }

  @Test
  void anOlderVersionOfWhichAnObjectIsGoneIsNotReadInPart() throws Exception {
    fill();
    String consumed =
        bucket.catalogs().newest().removedKeys().stream()
            .filter(key -> key.startsWith("tail/"))
            .findFirst()
            .orElseThrow();
    bucket.openVersion(0, Long.MIN_VALUE, Long.MAX_VALUE).close();

    bucket.store().delete(List.of(consumed));

    assertThatThrownBy(() -> bucket.openVersion(0, Long.MIN_VALUE, Long.MAX_VALUE))
        .hasMessageContaining("version 0 can no longer be read");
  }

  @Test
  void theDefinitionsWorkInAnotherDuckDb() throws Exception {
    fill();
    List<String> expected =
        select(
            "SELECT metric, count(*), sum(ts::DATE - DATE '2026-11-01') FROM samples GROUP BY 1 ORDER BY 1");

    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String view :
          SnapshotViews.over(
              bucket.store().location(), snapshot.objects(List.of()), TimeRange.ALL)) {
        statement.execute(view);
      }
      assertThat(
              rows(
                  statement.executeQuery(
                      "SELECT metric, count(*), sum(ts::DATE - DATE '2026-11-01') FROM samples GROUP BY 1 ORDER BY 1")))
          .isEqualTo(expected);
    }
  }

  @Test
  void objectsAreListedByTheSeriesThatTheyHold() throws Exception {
    write(UP, NOON, 1);
    write(ODD, NOON.plusSeconds(1), 1);

    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertThat(snapshot.objects(List.of()).files()).hasSize(2);
      assertThat(snapshot.objects(List.of(List.of(LabelMatcher.equal("__name__", "odd")))).files())
          .singleElement()
          .extracting(StoredFile::firstMillis)
          .isEqualTo(NOON.plusSeconds(1).toEpochMilli());
    }
  }

  @Test
  void onlyASelectOverTheSnapshotRuns() throws Exception {
    fill();
    Path other = Files.writeString(directory.resolve("other.csv"), "a\n1\n");

    for (String sql :
        List.of(
            "SELECT * FROM read_csv('" + other + "')",
            "COPY samples TO '" + other + "'",
            "CREATE TABLE t AS SELECT 1",
            "SELECT 1; SELECT 2",
            "SET threads = 1",
            "ATTACH '" + other + "'",
            "SELECT 1) TO '" + other + "'; --")) {
      assertThatThrownBy(() -> select(sql)).as(sql).isInstanceOf(SQLException.class);
    }
    assertThat(other).hasContent("a\n1\n");
  }

  @Test
  void anAnswerIsExportedInTheOrderOfItsRows() throws Exception {
    fill();

    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE);
        SnapshotDatabase database = SnapshotDatabase.open(snapshot, TimeRange.ALL)) {
      String sql =
          "SELECT labels['job'] AS job, value FROM samples WHERE metric = 'up' AND value < 9 ORDER BY value DESC";
      assertThat(database.export(sql, ExportFormat.CSV))
          .hasContent("job,value\nnode,3.0\nnode,1.0\nnode,0.0\n");
      assertThat(Files.readString(database.export(sql, ExportFormat.JSON)))
          .contains("{\"job\":\"node\",\"value\":3.0}");
      assertThat(Files.size(database.export(sql, ExportFormat.PARQUET))).isPositive();
      assertThat(
              Files.readString(
                  database.export(
                      "SELECT 'nan'::DOUBLE AS a, ['inf'::DOUBLE, '-inf'::DOUBLE] AS b",
                      ExportFormat.JSON)))
          .contains("{\"a\":\"NaN\",\"b\":[\"+Inf\",\"-Inf\"]}");
    }
  }
}
