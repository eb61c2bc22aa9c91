package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
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
          "count_over_time({__name__=~\".+\"}[30m])",
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
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
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
          query,
          prometheus
              .json(
                  "/api/v1/query_range?step=60&start=%d&end=%d&query=%s"
                      .formatted(
                          end.getEpochSecond() - 5_400,
                          end.getEpochSecond(),
                          URLEncoder.encode(query, StandardCharsets.UTF_8)))
              .at("/data/result"));
    }
    return answers;
  }

  private Map<String, JsonNode> ours(Instant end) throws IOException {
    return answers("--storage=" + data(), end);
  }

  private static Map<String, JsonNode> answers(String storage, Instant end) throws IOException {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (String query : QUERIES) {
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
              "--start=" + (end.getEpochSecond() - 5_400),
              "--end=" + end.getEpochSecond(),
              query);
      assertThat(status).isZero();
      answers.put(query, JSON.readTree(answer.toString()));
    }
    return answers;
  }

  private static void requireSame(Map<String, JsonNode> found, Map<String, JsonNode> wanted) {
    assertThat(wanted.values().stream().mapToInt(JsonNode::size).sum()).isPositive();
    for (String query : QUERIES) {
      assertThat(sorted(found.get(query))).as(query).isEqualTo(sorted(wanted.get(query)));
    }
  }

  private static List<String> sorted(JsonNode result) {
    return Stream.iterate(0, i -> i < result.size(), i -> i + 1)
        .map(i -> result.get(i).get("metric") + " " + result.get(i).path("values") + result.get(i).path("histograms"))
        .sorted()
        .toList();
  }
}
