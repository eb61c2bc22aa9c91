package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compaction changes no answer, whichever NaN an engine meets first: what is asked of a store at
/// each of its levels is asked of one that holds the same samples in one fresh object.
class CompactedAnswersTest {
  private static final long START = AwkwardPieces.START;
  private static final long MIDDLE = START + 7 * 3_600_000L + 11 * 60_000L;
  private static final long END = AwkwardPieces.END;

  private static final List<String> QUERIES =
      List.of(
          "{__name__=~\".+\"}",
          "count({__name__=~\".+\"})",
          "count by (__name__) ({__name__=~\".+\"})",
          "quantile",
          "count(quantile)",
          "sum(quantile)",
          "gone",
          "count(gone)",
          "absent(gone)",
          "odd",
          "1 / odd",
          "sum(odd)",
          "min(odd)",
          "max(odd)",
          "one_of",
          "1 / one_of",
          "topk(3, one_of)",
          "one_of == 0",
          "one_of > 0",
          "a_first",
          "mixed",
          "native",
          "sum(native)",
          "histogram_sum(native)",
          "histogram_count(native)",
          "histogram_avg(mixed)",
          "histogram_quantile(0.5, native)",
          "rate(counter_total[5m])",
          "rate(native[5m])",
          "increase(mixed[7m])",
          "count_over_time(mixed[9m])",
          "sum_over_time(odd[11m])",
          "last_over_time(odd[4m])",
          "present_over_time(gone[3m])",
          "changes(odd[20m])",
          "resets(odd[20m])",
          "timestamp(gone)");

  @TempDir private Path folder;
  private Instant now = Instant.ofEpochMilli(START);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyLevelAnswersAsFreshSamplesDo(boolean markerFirst) throws IOException {
    AwkwardPieces all = AwkwardPieces.startingWith(markerFirst ? StaleMarker.VALUE : Double.NaN);
    List<SampleBatch> written = new ArrayList<>();
    try (Bucket bucket = open()) {
      Set<FileLevel> seen = EnumSet.noneOf(FileLevel.class);
      for (SampleBatch piece : all.pieces().subList(0, all.lateFrom())) {
        write(bucket, piece, written);
        if (written.size() % 2 == 0
            && compact(bucket).mergedFiles() > 0
            && seen.addAll(levels(bucket))) {
          requireSameAnswers("levels " + seen, bucket, written);
        }
      }
      now = now.plus(Duration.ofHours(26));
      compact(bucket);
      assertThat(levels(bucket)).containsOnly(FileLevel.DAY);
      requireSameAnswers("days", bucket, written);

      for (SampleBatch piece : all.pieces().subList(all.lateFrom(), all.pieces().size())) {
        write(bucket, piece, written);
      }
      requireSameAnswers("late samples", bucket, written);
      compact(bucket);
      now = now.plus(Duration.ofDays(2));
      compact(bucket);
      assertThat(levels(bucket)).containsOnly(FileLevel.DAY);
      requireSameAnswers("late samples, compacted", bucket, written);
    }
    try (Bucket again = open()) {
      requireSameAnswers("opened again", again, written);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z"})
  void gaugesOfNaNStayAndSeriesThatEndedStayAway(String nan) throws IOException {
    try (Bucket bucket = open();
        QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      for (int second = 0; second < 60; second += 5) {
        SampleBatch batch = new SampleBatch();
        long time = START + second * 1000L;
        for (int i = 0; i < 6; i++) {
          batch.append(LabelSet.of(LabelSet.NAME, nan + "_nan_" + i), time, Double.NaN);
          double gone = second < 20 ? 1 : StaleMarker.VALUE;
          if (second <= 20) {
            batch.append(LabelSet.of(LabelSet.NAME, "m_gone_" + i), time, gone);
          }
        }
        bucket.writer().write(batch);
      }
      for (CompactionPolicy policy : List.of(CompactionPolicy.GRADUAL, CompactionPolicy.EAGER)) {
        assertThat(instant(engine, "count({__name__=~\".+_nan.*\"})", START + 55_000))
            .contains("\"6\"");
        assertThat(instant(engine, "count({__name__=~\"m_gone.*\"})", START + 15_000))
            .contains("\"6\"");
        assertThat(instant(engine, "count({__name__=~\"m_gone.*\"})", START + 20_000))
            .isEqualTo("{\"resultType\":\"vector\",\"result\":[]}");
        bucket.compactor(policy).compact(now.plus(Duration.ofMinutes(6)));
      }
    }
  }

  private Bucket open() throws IOException {
    return Bucket.open(
        folder.resolve("bucket").toString(), BucketOptions.defaults().withClock(() -> now));
  }

  private void write(Bucket bucket, SampleBatch piece, List<SampleBatch> written)
      throws IOException {
    bucket.writer().write(piece);
    written.add(piece);
    now = now.plus(Duration.ofMinutes(25));
  }

  private CompactionReport compact(Bucket bucket) throws IOException {
    CompactionReport report = bucket.compactor(CompactionPolicy.GRADUAL).compact(now);
    assertThat(report.problems()).isEmpty();
    return report;
  }

  private static Set<FileLevel> levels(Bucket bucket) throws IOException {
    return bucket.catalogs().newest().files().stream()
        .map(CatalogFile::level)
        .collect(Collectors.toSet());
  }

  private void requireSameAnswers(String when, Bucket bucket, List<SampleBatch> written)
      throws IOException {
    SampleBatch all = new SampleBatch();
    written.forEach(all::appendAll);
    try (Bucket fresh =
        Bucket.open(
            folder.resolve("fresh " + when).toString(),
            BucketOptions.defaults().withClock(() -> now))) {
      fresh.writer().write(all);
      Map<String, String> expected = answers(fresh);
      Map<String, String> actual = answers(bucket);
      for (Map.Entry<String, String> answer : expected.entrySet()) {
        assertThat(actual.get(answer.getKey()))
            .as(when + ": " + answer.getKey())
            .isEqualTo(answer.getValue());
      }
    }
  }

  private static Map<String, String> answers(Bucket bucket) {
    Map<String, String> answers = new LinkedHashMap<>();
    try (QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      answers.put("raw", instant(engine, "{__name__=~\".+\"}[30h]", END));
      for (String query : QUERIES) {
        for (long time : new long[] {START + 20 * AwkwardPieces.STEP, MIDDLE, END}) {
          answers.put(query + " @ " + time, instant(engine, query, time));
        }
        answers.put(query, range(engine, query));
      }
    }
    return answers;
  }

  private static String instant(QueryEngine engine, String query, long time) {
    return json(
        PrometheusJson.bytes(
            engine.instant(
                new InstantQuery(query, time, StoredFixture.LOOKBACK, StoredFixture.TIMEOUT))));
  }

  private static String range(QueryEngine engine, String query) {
    return json(
        PrometheusJson.bytes(
            engine.range(
                new RangeQuery(
                    query,
                    START,
                    END,
                    17 * AwkwardPieces.STEP,
                    StoredFixture.LOOKBACK,
                    StoredFixture.TIMEOUT))));
  }

  private static String json(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
