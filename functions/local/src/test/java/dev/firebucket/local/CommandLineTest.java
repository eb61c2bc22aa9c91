package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Commands.run(out, err, arguments);
  }

  @Test
  void everyCommandHasHelp() {
    for (String[] command :
        new String[][] {
          {"up"}, {"query", "instant"}, {"query", "range"}, {"explain"}, {"check", "config"},
        }) {
      String[] withHelp = java.util.Arrays.copyOf(command, command.length + 1);
      withHelp[command.length] = "--help";

      assertThat(run(withHelp)).isZero();
      assertThat(out.toString()).contains("Usage: ./firebucket " + String.join(" ", command));
    }
  }

  @Test
  void misuseIsStatus2() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(run("query")).isEqualTo(2);
    assertThat(run("query", "instant")).isEqualTo(2);
    assertThat(run("query", "instant", "--time=yesterday", "up")).isEqualTo(2);
    assertThat(run("up", "--web.listen-address=9090")).isEqualTo(2);
    assertThat(run("up", "--query.timeout=soon")).isEqualTo(2);
    assertThat(run("sql", "--storage=", "SELECT 1")).isEqualTo(2);
    assertThat(run("compact", "--storage.s3.endpoint=localhost:9000")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aFolderThatDoesNotExistIsNamedAndNotMade() {
    Path none = folder.resolve("none");
    String storage = "--storage=" + none;

    assertThat(run("sql", storage, "SELECT 1")).isEqualTo(2);
    assertThat(run("query", "instant", storage, "up")).isEqualTo(2);
    assertThat(run("query", "range", storage, "--start=0", "--end=60", "up")).isEqualTo(2);
    assertThat(run("explain", storage, "up")).isEqualTo(2);
    assertThat(run("compact", storage)).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).contains("there is no folder " + none));
    assertThat(none).doesNotExist();
  }

  @Test
  void anEndpointThatIsNoAddressIsOneSentence() {
    for (String endpoint : new String[] {"http://a b", "http://", "localhost:9000", "http://[1"}) {
      assertThat(run("sql", "--storage.s3.endpoint=" + endpoint, "SELECT 1")).isEqualTo(2);
      assertThat(run("up", "--storage.s3.endpoint=" + endpoint)).isEqualTo(2);
      assertThat(err.toString()).contains("not \"" + endpoint + "\"").doesNotContain("\tat ");
    }
  }

  @Test
  void scriptsOfPromqlSayWhichLineFails() throws Exception {
    Path good =
        Files.writeString(
            folder.resolve("good.test"),
            "load 1m\n  up{job=\"a\"} 1 2+1x3\n\neval instant at 2m sum(up)\n  {} 3\n");
    Path bad =
        Files.writeString(
            folder.resolve("bad.test"),
            "load 1m\n  up 1 2\n\neval instant at 1m up + 1\n  {} 4\n\neval instant at 1m up +\n");

    assertThat(run("promqltest", good.toString())).isZero();
    assertThat(out.toString()).contains("1 passed, 0 failed");
    assertThat(run("promqltest", good.toString(), bad.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("bad.test:7:").contains("1 passed, 1 failed");
    Files.writeString(bad, "load 1m\n  up 1 2\n\neval instant at 1m up + 1\n  {} 4\n");
    assertThat(run("promqltest", bad.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("bad.test:4: up + 1").contains("got 3");
    assertThat(run("promqltest", folder.resolve("none.test").toString())).isEqualTo(2);
  }

  @Test
  void testsOfRulesSayWhatDiffers() throws Exception {
    Files.writeString(
        folder.resolve("rules.yml"), "groups: [{name: g, rules: [{record: r, expr: a * 2}]}]");
    String test =
        "rule_files: [rules.yml]\ntests:\n- {name: n, input_series: [{series: a, values: 1}],"
            + " promql_expr_test: [{expr: r, eval_time: 0s, exp_samples: [{labels: r, value: %d}]}]}";
    Path good = Files.writeString(folder.resolve("good.yml"), test.formatted(2));
    Path bad = Files.writeString(folder.resolve("bad.yml"), test.formatted(3));
    Path report = folder.resolve("report.xml");

    assertThat(run("test-rules", good.toString())).isZero();
    assertThat(out).hasToString("  SUCCESS\n\n");
    assertThat(run("test-rules", "--junit=" + report, good.toString(), bad.toString())).isOne();
    assertThat(err.toString()).contains("FAILED:", "got: {__name__=\"r\"} 2E+00");
    assertThat(report).content().contains("<failure>");
    assertThat(run("test-rules", "--run=other", bad.toString())).isZero();
    assertThat(run("test-rules", folder.resolve("none.yml").toString())).isOne();
    assertThat(run("test-rules", "--run=(", good.toString())).isEqualTo(2);
    assertThat(run("test-rules")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aSoundConfigurationIsStatus0() throws Exception {
    Path file = Files.writeString(folder.resolve("good.yml"), "scrape_configs: [{job_name: a}]\n");

    assertThat(run("check", "config", file.toString())).isZero();
    assertThat(out.toString())
        .contains("Checking " + file)
        .contains("SUCCESS: " + file + " is valid prometheus config file syntax");
  }

  @Test
  void aWrongConfigurationIsStatus1WithItsPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.yml"), "scrape_configs:\n- job_nam: a\n");

    assertThat(run("check", "config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("FAILED: " + file + ":2:3: field job_nam not found in type config.ScrapeConfig");
  }

  @Test
  void anInstantQueryOfTheStoragePrintsAsPromtoolDoes() throws Exception {
    store();

    assertThat(run("query", "instant", "--storage=" + folder, "--time=1795376985.374", "stored"))
        .isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("stored{job=\"a\"} => 2.5 @[1795376985.374]\n");
  }

  @Test
  void aRangeQueryOfTheStoragePrintsAsPromtoolDoes() throws Exception {
    store();

    assertThat(
            run(
                "query",
                "range",
                "--storage=" + folder,
                "--start=1000",
                "--end=1010",
                "--step=10s",
                "stored"))
        .isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("stored{job=\"a\"} =>\n2.5 @[1000]\n2.5 @[1010]\n");
  }

  @Test
  void theSameAsJson() throws Exception {
    store();

    assertThat(
            run("query", "instant", "--storage=" + folder, "--time=1000", "-o", "json", "stored"))
        .isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "[{\"metric\":{\"__name__\":\"stored\",\"job\":\"a\"},\"value\":[1000,\"2.5\"]}]");
  }

  @Test
  void aWrongQueryIsStatus1WithItsPlace() throws Exception {
    store();

    assertThat(run("query", "instant", "--storage=" + folder, "stored +")).isEqualTo(1);
    assertThat(err.toString()).contains("1:9: parse error: unexpected end of input");
  }

  @Test
  void aServerThatDoesNotAnswerIsASentence() {
    assertThat(run("query", "instant", "http://127.0.0.1:1", "up")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("firebucket: http://127.0.0.1:1 does not answer");
  }

  @Test
  void aWrongRuleFileIsStatus1WithItsPlace() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rules.yml"),
            "groups:\n- name: a\n  rules:\n  - record: x\n    expr: up{\n");

    assertThat(run("check", "rules", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(file + ":5:")
        .contains("parse error: unexpected end of input inside braces");
  }

  @Test
  void compactingAnEmptyStoreIsFine() {
    assertThat(run("compact", "--storage=" + folder)).isZero();
    assertThat(out.toString()).contains("took in 0 fresh objects");
  }

  @Test
  void explainAnalyzeShowsWhatEachStepCost() {
    assertThat(run("explain", "--analyze", "--storage=" + folder, "sum(rate(up[5m]))")).isZero();
    assertThat(out.toString())
        .contains(
            "-- SQL",
            "-- costs in milliseconds",
            "  parse ",
            "  kernel   0 grids of rate",
            "  SQL ",
            "  write ");
  }

  @Test
  void explainShowsPlanAndSql() {
    assertThat(run("explain", "--storage=" + folder, "sum by (job) (rate(up[5m]))")).isZero();
    assertThat(out.toString()).contains("-- plan").contains("-- SQL").contains("SELECT");
  }

  private void store() throws Exception {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "stored", "job", "a"), 999_000, 2.5);
      batch.append(LabelSet.of("__name__", "stored", "job", "a"), 1_795_376_985_000L, 2.5);
      bucket.writer().write(batch);
    }
  }
}
