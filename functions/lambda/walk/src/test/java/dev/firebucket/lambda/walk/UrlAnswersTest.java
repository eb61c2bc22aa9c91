package dev.firebucket.lambda.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the packaged query function answers without authentication of its own: answers of any size,
/// its limits, and settings that are wrong.
class UrlAnswersTest {
  private static final int SERIES = 2_000;
  private static final long START = Instant.parse("2026-11-29T00:00:00Z").toEpochMilli();
  private static final long STEP = 15_000;
  private static final int POINTS = 480;
  private static final Pattern FITTING =
      Pattern.compile("a step of (\\w+) would fit instead of (\\w+)");

  @TempDir private static Path folder;
  private static UrlFunctions functions;
  private static UrlFunctions.Behind behind;
  private static FunctionUrl url;

  @BeforeAll
  static void open() throws IOException {
    functions = new UrlFunctions(folder);
    behind = functions.start("query", Map.of());
    url = new FunctionUrl(behind.function());
    try (Bucket bucket = Bucket.open(functions.store().toString(), BucketOptions.defaults())) {
      bucket.writer().write(samples());
    }
  }

  /// Values that compress badly: 960,000 of them.
  private static SampleBatch samples() {
    Random random = new Random(7);
    SampleBatch batch = new SampleBatch();
    for (int series = 0; series < SERIES; series++) {
      LabelSet labels =
          LabelSet.of(LabelSet.NAME, "noise", "job", "walk", "instance", "10.0.0." + series);
      for (int point = 0; point < POINTS; point++) {
        batch.append(labels, START + point * STEP, random.nextInt(1_000_000) / 7.0);
      }
    }
    return batch;
  }

  @AfterAll
  static void close() throws Exception {
    functions.close();
  }

  private static FunctionUrl.Answer range(String promql, String step, String encodings) {
    String query =
        "query=%s&start=%d&end=%d&step=%s"
            .formatted(
                URLEncoder.encode(promql, UTF_8),
                START / 1_000,
                (START + (POINTS - 1) * STEP) / 1_000,
                step);
    return url.send(
        "GET", "/api/v1/query_range", query, Map.of("accept-encoding", encodings), new byte[0]);
  }

  private static String error(FunctionUrl.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errorType").asText()).isEqualTo("execution");
    return answer.json().path("error").asText();
  }

  @Test
  void anAnswerIsCompressedForWhoeverTakesIt() {
    FunctionUrl.Answer plain = range("noise", "10m", "identity");
    FunctionUrl.Answer compressed = range("noise", "10m", "deflate, gzip, br");

    assertThat(plain.isCompressed()).isFalse();
    assertThat(compressed.isCompressed()).isTrue();
    assertThat(compressed.headers())
        .containsEntry("content-type", "application/json")
        .hasEntrySatisfying("vary", vary -> assertThat(vary).contains("Accept-Encoding"));
    assertThat(compressed.body()).isEqualTo(plain.body());
    assertThat(compressed.bytes().length * 3).isLessThan(plain.bytes().length);
  }

  @Test
  void aShortAnswerIsNotCompressed() {
    FunctionUrl.Answer answer = range("vector(1)", "2h", "gzip");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isCompressed()).isFalse();
  }

  @Test
  void anAnswerThatOnlyFitsCompressedSaysSo() {
    FunctionUrl.Answer plain = range("noise", "1m", "identity");
    FunctionUrl.Answer compressed = range("noise", "1m", "gzip");

    assertThat(error(plain)).contains("6291456").contains("Accept-Encoding: gzip");
    assertThat(compressed.status()).isEqualTo(200);
    assertThat(compressed.json().path("data").path("result")).hasSize(SERIES);
  }

  @Test
  void anAnswerThatDoesNotFitNamesTheStepThatWould() {
    Matcher refused = FITTING.matcher(error(range("noise", "15s", "gzip")));
    assertThat(refused.find()).isTrue();
    assertThat(refused.group(2)).isEqualTo("15s");

    FunctionUrl.Answer fitting = range("noise", refused.group(1), "gzip");

    assertThat(fitting.status()).isEqualTo(200);
    assertThat(fitting.json().path("data").path("result")).hasSize(SERIES);
    System.out.printf(
        "15 s refused, %s named: %d bytes of JSON, %d compressed%n",
        refused.group(1), fitting.body().length(), fitting.bytes().length);
  }

  @Test
  void anAnswerAtOneTimeThatDoesNotFitAsksForFewerSeries() {
    String query =
        "query=%s&time=%d"
            .formatted(URLEncoder.encode("noise[2h]", UTF_8), (START + POINTS * STEP) / 1_000);

    FunctionUrl.Answer answer =
        url.send("GET", "/api/v1/query", query, Map.of("accept-encoding", "gzip"), new byte[0]);

    assertThat(error(answer)).contains("ask for fewer series");
  }

  @Test
  void limitsOfQueriesAreSettings() throws IOException {
    UrlFunctions.Behind limited =
        functions.start(
            "query",
            Map.of(
                "FIREBUCKET_QUERY_MAX_SAMPLES", "1000",
                "FIREBUCKET_QUERY_MEMORY", "512MB",
                "FIREBUCKET_CACHE_BYTES", "64MB",
                "FIREBUCKET_ENABLE_FEATURE", "promql-experimental-functions"));
    FunctionUrl asked = new FunctionUrl(limited.function());

    JsonNode tooMany = asked.get("/api/v1/query", "query=sum(noise)&time=" + START / 1_000).json();
    JsonNode experimental =
        asked.get("/api/v1/query", "query=sort_by_label(vector(1),%22a%22)").json();

    JsonNode flags = asked.get("/api/v1/status/flags", "").json().path("data");

    assertThat(flags.path("query.max-samples").asText()).isEqualTo("1000");
    assertThat(flags.path("query.memory-limit").asText()).isEqualTo("536870912");
    assertThat(tooMany.path("error").asText()).contains("too many samples");
    assertThat(experimental.path("status").asText()).isEqualTo("success");
  }

  @ParameterizedTest
  @CsvSource({
    "FIREBUCKET_QUERY_TIMEOUT, soon, a duration such as 30s",
    "FIREBUCKET_AUTH, tokens, none or token",
    "FIREBUCKET_CORS_ORIGIN, https://(, could not compile CORS regex",
  })
  void aFunctionWithAWrongSettingDoesNotStartAndSaysWhy(String name, String value, String why)
      throws IOException {
    PackagedFunction function = functions.start("query", Map.of(name, value)).function();

    assertThatThrownBy(() -> new FunctionUrl(function).get("/-/healthy", ""))
        .hasMessageContaining(why);
  }

  /// The service for which AWS wants a URL's requests to be signed is not Prometheus' default.
  @Test
  void prometheusSignsForTheServiceThatItIsTold() throws Exception {
    UrlFunctions.Behind push = functions.start("push", Map.of());
    Path own = Files.createDirectory(folder.resolve("prometheus-sigv4"));
    String config =
        """
        global: {scrape_interval: 1s, external_labels: {sender: sigv4}}
        scrape_configs: [{job_name: self, static_configs: [{targets: ['127.0.0.1:1']}]}]
        remote_write:
          - url: %s/api/v1/write
            sigv4: {region: us-east-1, access_key: AKIDX, secret_key: x, service_name: lambda}
            queue_config: {batch_send_deadline: 1s}
        """
            .formatted(push.url());
    JsonNode arrived;
    try (PrometheusPeer _ = PrometheusPeer.start(own, config)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      do {
        TimeUnit.MILLISECONDS.sleep(500);
        arrived = url.get("/api/v1/query", "query=up%7Bsender%3D%22sigv4%22%7D").json();
      } while (arrived.path("data").path("result").isEmpty() && System.nanoTime() < end);
    }

    assertThat(arrived.path("data").path("result")).hasSize(1);
    assertThat(push.bridge().authorizations())
        .isNotEmpty()
        .allMatch(shown -> shown.contains("/us-east-1/lambda/aws4_request"));
  }
}
