package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.DeletionReport;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.testing.RemoteWriteBody;
import dev.firebucket.testsupport.Peers;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Samples go from the real Prometheus to a bucket and back: the answers must be the same before
/// and after.
class BackfillBesidePrometheusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "global: {scrape_interval: 1h}\n";
  private static final List<String> QUERIES =
      List.of(
          "requests_total",
          "sum by (code) (rate(requests_total[5m]))",
          "temperature",
          "avg_over_time(temperature[10m])",
          "last_over_time({__name__=~\".+\"}[30m])",
          "changes(ends[20m])",
          "histogram_quantile(0.9, rate(latency[5m]))",
          "histogram_count(latency)",
          "{\"größe.m\"}");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsPrometheus() {
    PrometheusPeer.require();
  }

  @Test
  void theHeadIsImportedFromItsLog() throws Exception {
    Instant end = Instant.now().minusSeconds(60);
    Map<String, JsonNode> theirs;
    try (PrometheusPeer prometheus =
        PrometheusPeer.start(folder, CONFIG, "--web.enable-remote-write-receiver")) {
      assertThat(prometheus.write(RemoteWriteBody.of(samples(end)), "", "snappy").statusCode())
          .isEqualTo(204);
      theirs = answers(prometheus, end);
    }

    assertThat(run("import", "--storage=" + data(), folder.resolve("prometheus-data").toString()))
        .as(err.toString())
        .isZero();

    requireSame(ours(end), theirs);
  }

  @Test
  void blocksAreImportedAndExportedAndAnswerTheSame() throws Exception {
    Instant end = Instant.parse("2026-11-02T03:00:00Z");
    try (Bucket bucket = Bucket.open(data(), BucketOptions.defaults())) {
      bucket.writer().write(samples(end));
    }
    Map<String, JsonNode> before = ours(end);

    Path blocks = folder.resolve("prometheus-data");
    assertThat(run("export", "blocks", "--storage=" + data(), blocks.toString())).isZero();

    promtool("tsdb", "list", blocks.toString());
    promtool("tsdb", "analyze", blocks.toString());
    // promtool reads a folder only where there is a log.
    Files.createDirectory(blocks.resolve("wal"));
    promtool("tsdb", "dump", blocks.toString());
    try (PrometheusPeer prometheus =
        PrometheusPeer.start(folder, CONFIG, "--storage.tsdb.retention.time=100y")) {
      requireSame(before, answers(prometheus, end));
    }
    Path second = folder.resolve("second");
    assertThat(run("import", "--storage=" + second, blocks.toString())).isZero();
    requireSame(answers("--storage=" + second, end), before);
  }

  @Test
  void whatIsDeletedInBothIsMissingInBoth() throws Exception {
    Instant end = Instant.parse("2026-11-02T03:00:00Z");
    long from = end.getEpochSecond() - 3_600;
    long to = end.getEpochSecond() - 1_200;
    Path blocks = folder.resolve("prometheus-data");
    try (Bucket bucket = Bucket.open(data(), BucketOptions.defaults())) {
      bucket.writer().write(samples(end));
      assertThat(run("export", "blocks", "--storage=" + data(), blocks.toString())).isZero();
      DeletionReport report =
          bucket
              .compactor(CompactionPolicy.GRADUAL)
              .delete(
                  new Deletion(
                      List.of(
                          List.of(new LabelMatcher("code", LabelMatcher.Type.REGEX, "[01]00")),
                          List.of(LabelMatcher.equal("__name__", "latency"))),
                      from * 1000,
                      to * 1000,
                      Instant.now()));
      assertThat(report.problems()).isEmpty();
    }
    try (PrometheusPeer prometheus =
        PrometheusPeer.start(
            folder, CONFIG, "--storage.tsdb.retention.time=100y", "--web.enable-admin-api")) {
      for (String selector : List.of("{code=~\"[01]00\"}", "latency")) {
        assertThat(
                prometheus
                    .post(
                        "/api/v1/admin/tsdb/delete_series",
                        Map.of("match[]", selector, "start", "" + from, "end", "" + to))
                    .statusCode())
            .isEqualTo(204);
      }
      requireSame(ours(end), answers(prometheus, end));
      prometheus.post("/api/v1/admin/tsdb/clean_tombstones", Map.of());
      requireSame(ours(end), answers(prometheus, end));
    }
    Path second = folder.resolve("second");
    assertThat(run("import", "--storage=" + second, blocks.toString())).isZero();
    requireSame(answers("--storage=" + second, end), ours(end));
  }

  @Test
  void retentionKeepsTheSameDays() throws Exception {
    Instant end = Instant.parse("2026-11-02T03:00:00Z");
    SampleBatch hourly = new SampleBatch();
    for (int hour = 0; hour < 6 * 24; hour++) {
      hourly.append(
          LabelSet.of("__name__", "temperature", "room", "a"),
          end.minusSeconds(hour * 3_600L).toEpochMilli(),
          hour);
    }
    Path blocks = folder.resolve("prometheus-data");
    try (Bucket bucket = Bucket.open(data(), BucketOptions.defaults())) {
      bucket.writer().write(hourly);
    }
    assertThat(run("export", "blocks", "--storage=" + data(), blocks.toString())).isZero();

    assertThat(run("compact", "--storage=" + data(), "--storage.tsdb.retention.time=51h")).isZero();

    try (PrometheusPeer prometheus =
        PrometheusPeer.start(folder, CONFIG, "--storage.tsdb.retention.time=51h")) {
      String query = "count_over_time(temperature[10d])";
      JsonNode theirs = prometheus.json(query(query, end, end)).at("/data/result");
      assertThat(theirs.get(0).at("/values/0/1").asInt()).isBetween(51, 100);
      assertThat(sorted(answer("--storage=" + data(), query, end, end))).isEqualTo(sorted(theirs));
    }
  }

  @Test
  void promtoolMakesTheSameBlocksOfExportedText() throws Exception {
    Instant end = Instant.parse("2026-11-02T03:00:00Z");
    SampleBatch floats = new SampleBatch();
    SampleBatch all = samples(end);
    for (int row = 0; row < all.sampleCount(); row++) {
      if (all.histogram(row) == null && !StaleMarker.is(all.value(row))) {
        floats.append(all.labels(row), all.timestamp(row), all.value(row));
      }
    }
    try (Bucket bucket = Bucket.open(data(), BucketOptions.defaults())) {
      bucket.writer().write(floats);
    }
    Path text = folder.resolve("all.om");
    Path blocks = Files.createDirectory(folder.resolve("prometheus-data"));

    assertThat(run("export", "openmetrics", "--storage=" + data(), text.toString())).isZero();

    promtool("tsdb", "create-blocks-from", "openmetrics", text.toString(), blocks.toString());
    try (PrometheusPeer prometheus =
        PrometheusPeer.start(folder, CONFIG, "--storage.tsdb.retention.time=100y")) {
      requireSame(ours(end), answers(prometheus, end));
    }
    Path second = folder.resolve("second");
    assertThat(run("import", "--storage=" + second, blocks.toString())).isZero();
    requireSame(answers("--storage=" + second, end), ours(end));
  }

  /// An hour and a half of counters that reset, gauges, a series that ends, names of any text and
  /// native histograms, up to a time.
  private static SampleBatch samples(Instant end) {
    Random random = new Random(11);
    SampleBatch batch = new SampleBatch();
    double[] counters = new double[3];
    double[] buckets = {1, 2, 3};
    for (long millis = end.toEpochMilli() - 5_400_000;
        millis <= end.toEpochMilli();
        millis += 15_000) {
      for (int i = 0; i < counters.length; i++) {
        counters[i] = random.nextInt(100) == 0 ? 0 : counters[i] + random.nextInt(20);
        batch.append(
            LabelSet.of("__name__", "requests_total", "code", i + "00"), millis + i, counters[i]);
      }
      batch.append(
          LabelSet.of("__name__", "temperature", "room", "a\"b"), millis, random.nextGaussian());
      batch.append(LabelSet.of("__name__", "größe.m", "a.b", "ü"), millis, random.nextInt(9));
      if (millis < end.toEpochMilli() - 1_800_000) {
        batch.append(LabelSet.of("__name__", "ends"), millis, random.nextInt(3));
      } else if (millis < end.toEpochMilli() - 1_785_000) {
        batch.append(LabelSet.of("__name__", "ends"), millis, StaleMarker.VALUE);
      }
      buckets[random.nextInt(3)] += 1;
      batch.append(LabelSet.of("__name__", "latency"), millis, histogram(buckets.clone()));
    }
    return batch;
  }

  private static FloatHistogram histogram(double[] buckets) {
    double[] none = {};
    double count = buckets[0] + buckets[1] + buckets[2];
    return new FloatHistogram(
        1,
        0x1p-128,
        0,
        count,
        count * 1.5,
        List.of(new Span(-1, 3)),
        buckets,
        List.of(),
        none,
        none,
        ResetHint.UNKNOWN);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private int run(String... arguments) {
    return Commands.run(out, err, arguments);
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Peers.program("promtool").toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("promtool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static Map<String, JsonNode> answers(PrometheusPeer prometheus, Instant end)
      throws IOException, InterruptedException {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (String query : QUERIES) {
      answers.put(
          query, prometheus.json(query(query, end.minusSeconds(5_400), end)).at("/data/result"));
    }
    return answers;
  }

  private static String query(String query, Instant start, Instant end) {
    return "/api/v1/query_range?step=60&start=%d&end=%d&query=%s"
        .formatted(
            start.getEpochSecond(),
            end.getEpochSecond(),
            URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private Map<String, JsonNode> ours(Instant end) throws IOException {
    return answers("--storage=" + data(), end);
  }

  private static Map<String, JsonNode> answers(String storage, Instant end) throws IOException {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (String query : QUERIES) {
      answers.put(query, answer(storage, query, end.minusSeconds(5_400), end));
    }
    return answers;
  }

  private static JsonNode answer(String storage, String query, Instant start, Instant end)
      throws IOException {
    StringWriter answer = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(answer));
    int status =
        commandLine.execute(
            "query",
            "range",
            "--format=json",
            storage,
            "--step=60s",
            "--start=" + start.getEpochSecond(),
            "--end=" + end.getEpochSecond(),
            query);
    assertThat(status).isZero();
    return JSON.readTree(answer.toString());
  }

  private static void requireSame(Map<String, JsonNode> found, Map<String, JsonNode> wanted) {
    assertThat(wanted.values().stream().mapToInt(JsonNode::size).sum()).isPositive();
    for (String query : QUERIES) {
      assertThat(sorted(found.get(query))).as(query).isEqualTo(sorted(wanted.get(query)));
    }
  }

  private static List<String> sorted(JsonNode result) {
    return Stream.iterate(0, i -> i < result.size(), i -> i + 1)
        .map(
            i ->
                result.get(i).get("metric")
                    + " "
                    + result.get(i).path("values")
                    + result.get(i).path("histograms"))
        .sorted()
        .toList();
  }
}
