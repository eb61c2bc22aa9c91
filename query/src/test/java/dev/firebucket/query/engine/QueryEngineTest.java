package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEngineTest {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;

  @TempDir private Path folder;
  private StoredFixture stored;

  @BeforeEach
  void storeTwoJobs() throws IOException {
    stored = new StoredFixture(folder);
    stored
        .series(requests("api", "a"), START, MINUTE, 0, 60, 120, 180, 240, 300)
        .series(requests("api", "b"), START, MINUTE, 0, 120, 240, 360, 480, 600)
        .series(requests("db", "c"), START, MINUTE, 5, 5, 5, 5, 5, 5)
        .store();
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private static LabelSet requests(String job, String instance) {
    return LabelSet.of(LabelSet.NAME, "http_requests_total", "job", job, "instance", instance);
  }

  private String instant(String query) {
    return json(PrometheusJson.bytes(stored.instant(query, START + 5 * MINUTE)));
  }

  private String range(String query) {
    return json(
        PrometheusJson.bytes(stored.range(query, START + 4 * MINUTE, START + 5 * MINUTE, MINUTE)));
  }

  private static String json(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aSelectorAnswersTheNewestSampleOfEachSeries() {
    assertThat(instant("http_requests_total{job=\"api\"}"))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"__name__\":\"http_requests_total\",\"instance\":\"a\",\"job\":\"api\"},"
                + "\"value\":[1700000300,\"300\"]},"
                + "{\"metric\":{\"__name__\":\"http_requests_total\",\"instance\":\"b\",\"job\":\"api\"},"
                + "\"value\":[1700000300,\"600\"]}]}");
  }

  @Test
  void aSumOfIncreasesHasOneSeriesPerGroup() {
    assertThat(range("sum by (job) (increase(http_requests_total[4m]))"))
        .isEqualTo(
            "{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"job\":\"api\"},\"values\":[[1700000240,\"720\"],[1700000300,\"720\"]]},"
                + "{\"metric\":{\"job\":\"db\"},\"values\":[[1700000240,\"0\"],[1700000300,\"0\"]]}]}");
  }

  @Test
  void whatWasDecodedOnceIsNotReadAgainAndWhatIsNewIsSeen() throws IOException {
    assertThat(instant("sum(http_requests_total)")).contains("\"905\"");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.writeString(file, "no longer Parquet");
      }
    }
    assertThat(instant("sum(http_requests_total)")).contains("\"905\"");

    stored.series(requests("db", "d"), START + 5 * MINUTE, MINUTE, 1000).store();

    assertThat(instant("sum(http_requests_total)")).contains("\"1905\"");
  }

  @Test
  void ofEqualsTheSeriesThatCameFirstIsAmongTheLargest() throws IOException {
    LabelSet second = LabelSet.of(LabelSet.NAME, "tied", "instance", "a", "job", "late");
    LabelSet first = LabelSet.of(LabelSet.NAME, "tied", "instance", "z", "job", "early");
    stored.series(first, START, MINUTE, 1, 1).series(second, START, MINUTE, 1, 1).store();

    assertThat(instant("topk(1, tied)")).contains("\"early\"").doesNotContain("\"late\"");
    assertThat(instant("bottomk(1, sum by (job) (tied))")).contains("early").doesNotContain("late");
  }

  @Test
  void seriesThatShareAGridAreRankedEachOnItsOwn() {
    String twice =
        "http_requests_total{job=\"db\"} or"
            + " label_replace(http_requests_total{job=\"db\"}, \"copy\", \"1\", \"\", \"\")";

    assertThat(instant("count(topk(1, " + twice + "))")).contains("\"1\"");
    assertThat(instant("count(bottomk(2, " + twice + "))")).contains("\"2\"");
  }

  @Test
  void twoVectorsMatchByTheirLabels() {
    assertThat(
            range(
                "http_requests_total / on (job) group_left sum by (job) (http_requests_total) > 0.5"))
        .contains("\"instance\":\"b\"")
        .contains("[1700000300,\"0.6666666666666666\"]")
        .doesNotContain("\"instance\":\"a\"");
  }

  @Test
  void aScalarAndAStringAreAnsweredAsSuch() {
    assertThat(instant("1 + 2 * 3"))
        .isEqualTo("{\"resultType\":\"scalar\",\"result\":[1700000300,\"7\"]}");
    assertThat(instant("\"a\\\"b\""))
        .isEqualTo("{\"resultType\":\"string\",\"result\":[1700000300,\"a\\\"b\"]}");
  }

  @Test
  void aRangeSelectorAnswersTheStoredSamples() {
    assertThat(instant("http_requests_total{instance=\"a\"}[2m]"))
        .isEqualTo(
            "{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"__name__\":\"http_requests_total\",\"instance\":\"a\",\"job\":\"api\"},"
                + "\"values\":[[1700000240,\"240\"],[1700000300,\"300\"]]}]}");
  }

  @Test
  void theSqlOfAQueryNamesItsConstructs() {
    Explanation explanation =
        stored
            .engine()
            .explain(
                new RangeQuery(
                    "sum by (job) (rate(http_requests_total[5m]))",
                    START,
                    START + MINUTE,
                    MINUTE,
                    StoredFixture.LOOKBACK,
                    StoredFixture.TIMEOUT));
    assertThat(explanation.sql()).contains("rate_1 AS (", "sum_2 AS (", "grid_sum(");
  }

  @Test
  void numbersHaveNoBucketsToTrim() {
    assertThatExceptionOfType(PromqlException.class)
        .isThrownBy(() -> stored.instant("1 >/ 2 + scalar(http_requests_total)", START))
        .withMessage("operator \">/\" not allowed for Scalar operations")
        .matches(error -> error.type() == PromqlException.Type.EXECUTION);
  }

  @Test
  void anAnalysisNamesEachStepAndHowMuchItWas() {
    Analysis analysis =
        stored
            .engine()
            .analyze(
                new RangeQuery(
                    "sum by (job) (rate(http_requests_total[5m]))",
                    START,
                    START + 5 * MINUTE,
                    MINUTE,
                    StoredFixture.LOOKBACK,
                    StoredFixture.TIMEOUT));
    assertThat(analysis.costs())
        .extracting(Cost::stage)
        .containsExactly(
            "parse", "bind", "series", "lower", "print", "samples", "kernel", "SQL", "answer",
            "write");
    assertThat(analysis.costs())
        .extracting(Cost::detail)
        .contains("6 steps", "18 of 3 series in 1 files", "2 series");
    assertThat(analysis.costs()).allMatch(cost -> cost.millis() >= 0);
    assertThat(analysis.sql()).contains("grid_sum");
  }
}
