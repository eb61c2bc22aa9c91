package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.sql.SnapshotDatabase;
import dev.firebucket.storage.sql.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that was written by format 1, of which stale markers are known by their bits: two
/// compacted days (`quantile` is NaN on the first, `gone` ends on the second) and a fresh object.
class OlderStoreTest {
  private static final Path STORED = Path.of("src/test/resources/stores/format-1");
  private static final long FIRST_DAY = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final long SECOND_DAY = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();
  private static final long FRESH = Instant.parse("2026-11-21T10:20:00Z").toEpochMilli();
  private static final LabelSet GONE = LabelSet.of(LabelSet.NAME, "gone", "job", "node");

  @TempDir private Path folder;
  private Bucket bucket;

  @BeforeEach
  void copyTheStore() throws IOException {
    try (Stream<Path> files = Files.walk(STORED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(STORED.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private String ask(String query, long time) {
    try (QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      return new String(
          PrometheusJson.bytes(
              engine.instant(
                  new InstantQuery(query, time, StoredFixture.LOOKBACK, StoredFixture.TIMEOUT))),
          StandardCharsets.UTF_8);
    }
  }

  private void requireAnswers() {
    assertThat(ask("count(quantile)", FIRST_DAY + 45_000)).contains("\"1\"");
    assertThat(ask("quantile", FIRST_DAY + 45_000))
        .contains("\"text\":\"a \\\"quoted\\\" \\\\ ü\"")
        .contains("\"NaN\"");
    assertThat(ask("seconds[1m]", FIRST_DAY + 45_000)).contains("\"count\":\"6\",\"sum\":\"7.5\"");
    assertThat(ask("gone", SECOND_DAY + 30_000)).contains("\"2\"");
    assertThat(ask("{__name__=~\"gone|seconds\"}", SECOND_DAY + 45_000)).contains("\"result\":[]");
    assertThat(ask("count(gone)", FRESH)).contains("\"1\"");
    assertThat(ask("gone", FRESH + 15_000)).contains("\"result\":[]");
    assertThat(ask("quantile", FRESH + 15_000)).contains("\"NaN\"");
  }

  private void writeToday(long time, double value) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(GONE, time, value);
    bucket.writer().write(batch);
  }

  @Test
  void itIsAnsweredAsItWas() {
    requireAnswers();
  }

  @Test
  void sqlSeesItsSamplesAndLabelsToo() throws Exception {
    writeToday(FRESH + 30_000, Double.NaN);
    List<String> rows = new ArrayList<>();

    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE);
        SnapshotDatabase database = SnapshotDatabase.open(snapshot, TimeRange.ALL)) {
      database.select(
          "SELECT metric, labels['job'], count(*) FROM samples GROUP BY ALL ORDER BY metric",
          found -> {
            while (found.next()) {
              rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getLong(3));
            }
          });
    }

    assertThat(rows).containsExactly("gone node 5", "quantile node 5", "seconds node 7");
  }

  @Test
  void filesOfBothFormatsAreReadInOneQueryAndMerged() throws Exception {
    writeToday(FRESH + 30_000, Double.NaN);
    writeToday(FRESH + 45_000, StaleMarker.VALUE);
    requireAnswers();
    assertThat(ask("gone", FRESH + 30_000)).contains("\"NaN\"");
    assertThat(ask("gone", FRESH + 45_000)).contains("\"result\":[]");

    CompactionReport report = bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now());

    assertThat(report.problems()).isEmpty();
    assertThat(bucket.catalogs().newest().files())
        .extracting(CatalogFile::format)
        .containsExactly(SamplesFormat.NAN_BITS, SamplesFormat.STALE_COLUMN);
    requireAnswers();
    assertThat(ask("gone", FRESH + 30_000)).contains("\"NaN\"");
    assertThat(ask("gone", FRESH + 45_000)).contains("\"result\":[]");
    assertThat(ask("count_over_time(gone[1d])", FRESH + 45_000)).contains("\"5\"");
  }
}
