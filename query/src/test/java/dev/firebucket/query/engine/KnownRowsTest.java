package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries whose rows are known once the store was read: DuckDB need not be asked.
class KnownRowsTest {
  private static final long TIME = 1_700_000_000_000L;

  @TempDir private Path folder;
  private StoredFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new StoredFixture(folder);
    fixture.series(LabelSet.of(LabelSet.NAME, "up", "job", "api"), TIME - 1000, 1000, 1, 1).store();
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "up",
        "rate(up[5m])",
        "missing",
        "rate(missing[5m])",
        "-missing",
        "abs(missing) * 2",
        "absent(missing{job=\"api\"})",
        "absent(rate(missing[5m]))",
        "absent_over_time(missing[5m])",
      })
  void theyNeedNoSql(String query) {
    assertThat(sqlStep(query)).contains("nothing for SQL to do");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "absent(up)",
        "absent(sum(missing))",
        "sum(missing)",
        "clamp_max(missing, scalar(up))",
        "up or missing",
        "missing and up",
        "up / missing",
        "topk(scalar(up), missing)",
      })
  void whatLooksAtMoreThanRowsIsAskedOfDuckDb(String query) {
    assertThat(sqlStep(query)).contains("statements");
  }

  @Test
  void absenceOfAMissingMetricIsOneWithTheLabelsOfItsSelector() {
    assertThat(json("absent(missing{job=\"api\",a=~\"b\"})"))
        .contains("{\"metric\":{\"job\":\"api\"},\"value\":[1700000000,\"1\"]}");
  }

  @Test
  void aMissingMetricHasNoSeries() {
    assertThat(json("-missing")).contains("\"result\":[]");
  }

  private String sqlStep(String query) {
    return fixture.engine().analyze(query(query)).costs().stream()
        .filter(cost -> cost.stage().equals("SQL"))
        .map(Cost::detail)
        .findFirst()
        .orElseThrow();
  }

  private String json(String query) {
    return new String(
        PrometheusJson.bytes(fixture.engine().instant(query(query))), StandardCharsets.UTF_8);
  }

  private static InstantQuery query(String text) {
    return new InstantQuery(text, TIME, StoredFixture.LOOKBACK, StoredFixture.TIMEOUT);
  }
}
