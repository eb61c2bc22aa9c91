package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same awkward samples in the real Prometheus and in a bucket: the queries of
/// `differential/queries.txt` must answer the same, errors included.
class DifferentialTest {
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern POINT = Pattern.compile("\\[([0-9.]+),\"([^\"]+)\"\\]");
  private static final Pattern ERROR = Pattern.compile("\"error\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TempDir private static Path folder;
  private static PeerPrometheus peer;
  private static Bucket bucket;
  private static QueryEngine engine;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    Optional<Path> binary = PeerPrometheus.binary();
    Assumptions.assumeTrue(
        binary.isPresent(), "no Prometheus to compare with: set PEERS or install the peers");
    peer =
        PeerPrometheus.start(
            binary.orElseThrow(), Files.createDirectory(folder.resolve("prometheus")));
    SampleBatch batch = AwkwardData.make();
    peer.write(batch);
    bucket = Bucket.open(folder.resolve("bucket").toString(), BucketOptions.defaults());
    bucket.writer().write(batch);
    engine =
        new QueryEngine(
            bucket.reader(),
            EngineOptions.DEFAULT.withFeatures(
                Set.of("promql-experimental-functions", "promql-extended-range-selectors")));
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
      bucket.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void everyQueryAnswersTheSame() throws Exception {
    List<String> differences = new ArrayList<>();
    for (String query : queries()) {
      compare(query, AwkwardData.START + 600_500, AwkwardData.END - 100_000, 37_000, differences);
      compare(query, AwkwardData.END - 300_000, AwkwardData.END + 900_000, 60_000, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static List<String> queries() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            DifferentialTest.class.getResourceAsStream("/differential/queries.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private static void compare(
      String query, long start, long end, long step, List<String> differences) throws Exception {
    String expected = peer.range(query, start, end, step);
    String actual;
    try {
      actual =
          new String(
              PrometheusJson.bytes(
                  engine.range(new RangeQuery(query, start, end, step, LOOKBACK, TIMEOUT))),
              StandardCharsets.UTF_8);
    } catch (PromqlException e) {
      actual = "error: " + e.getMessage();
    }
    String difference = difference(expected, actual);
    if (!difference.isEmpty()) {
      differences.add(query + "\n  " + difference);
    }
  }

  private static String difference(String expected, String actual) {
    if (expected.startsWith("{\"status\":\"error\"")) {
      Matcher error = ERROR.matcher(expected);
      String message = error.find() ? error.group(1).replace("\\\"", "\"") : expected;
      return actual.equals("error: " + message)
          ? ""
          : "expected the error " + message + ", got " + shortened(actual);
    }
    String data = expected.substring("{\"status\":\"success\",\"data\":".length());
    String shape = skeleton(data, actual);
    return shape.isEmpty() ? values(data, actual) : shape;
  }

  /// Series, labels and times, without values.
  private static String skeleton(String expected, String actual) {
    String wanted = POINT.matcher(expected).replaceAll("$1");
    String got = POINT.matcher(actual).replaceAll("$1");
    return wanted.startsWith(got)
        ? ""
        : "expected " + shortened(wanted) + "\n  got      " + shortened(got);
  }

  private static String values(String expected, String actual) {
    Matcher wanted = POINT.matcher(expected);
    Matcher got = POINT.matcher(actual);
    while (got.find() && wanted.find()) {
      if (!near(wanted.group(2), got.group(2))) {
        return "at " + got.group(1) + " expected " + wanted.group(2) + ", got " + got.group(2);
      }
    }
    return "";
  }

  private static boolean near(String expected, String actual) {
    if (expected.equals(actual)) {
      return true;
    }
    if (expected.endsWith("Inf") || actual.endsWith("Inf") || expected.equals("NaN")) {
      return false;
    }
    double a = Double.parseDouble(expected);
    double b = Double.parseDouble(actual);
    return Math.abs(a - b) <= 1e-11 * Math.max(Math.abs(a), Math.abs(b));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 300));
  }
}
