package dev.firebucket.lambda.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.Browser;
import dev.firebucket.testsupport.Peers;
import dev.firebucket.testsupport.PrometheusPeer;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real clients, as they are, talk to the packaged push and query functions with
/// `FIREBUCKET_AUTH=token`: Prometheus' remote write, promtool, a Pushgateway client, what Grafana
/// sends, a browser.
class UrlClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "arn:aws:secretsmanager:us-east-1:1:secret:firebucket-a1b2";

  /// The user `alice` with the password `wonderland`, the token `t0ken`.
  private static final String CALLERS =
      """
      basic_auth_users:
        alice: $2a$04$SnPJghkEWDxpUQmPQIHv3u4Zcdu1BLs/Z1muvM3eXPdO5QD62WH..
      bearer_tokens:
        ci: sha256:b46c09677343261f0b439a472422225e3a230c9c094d6ab16762e2036b597053
      """;

  private static final Pattern FAILED =
      Pattern.compile("prometheus_remote_storage_samples_failed_total\\{[^\n]*} [1-9]");

  private static final String ALICE =
      "Basic " + Base64.getEncoder().encodeToString("alice:wonderland".getBytes(UTF_8));

  @TempDir private static Path folder;
  private static SecretService secrets;
  private static UrlFunctions functions;
  private static UrlFunctions.Behind push;
  private static UrlFunctions.Behind query;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws IOException {
    secrets = new SecretService();
    secrets.put(SECRET, CALLERS);
    secrets.put("/firebucket/auth", CALLERS);
    functions = new UrlFunctions(folder);
    push = functions.start("push", auth(SECRET));
    query = functions.start("query", auth("ssm:/firebucket/auth"));
  }

  private static Map<String, String> auth(String secret) {
    return Map.of(
        "FIREBUCKET_AUTH",
        "token",
        "FIREBUCKET_AUTH_SECRET",
        secret,
        "FIREBUCKET_AUTH_ENDPOINT",
        secrets.endpoint(),
        "FIREBUCKET_CORS_ORIGIN",
        "https://(grafana|page)\\.example");
  }

  @AfterAll
  static void close() throws Exception {
    functions.close();
    secrets.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(UrlFunctions.Behind function, String path) {
    return HttpRequest.newBuilder(URI.create(function.url() + path));
  }

  private static JsonNode answer(String promql) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            to(query, "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8))
                .header("Authorization", "Bearer t0ken"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("data").path("result");
  }

  private static JsonNode awaited(String promql) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    JsonNode result = answer(promql);
    while (result.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(500);
      result = answer(promql);
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basic_auth: {username: alice, password: wonderland}",
        "authorization: {credentials: t0ken}",
      })
  void prometheusRemoteWriteArrives(String credentials) throws Exception {
    String sender = credentials.startsWith("basic") ? "basic" : "bearer";
    Path own = Files.createDirectory(folder.resolve("prometheus-" + sender));
    String config =
        """
        global: {scrape_interval: 1s, external_labels: {sender: %s}}
        scrape_configs:
          - job_name: self
            static_configs: [{targets: ['127.0.0.1:1']}]
        remote_write:
          - url: %s/api/v1/write
            %s
            queue_config: {batch_send_deadline: 1s}
        """
            .formatted(sender, push.url(), credentials);
    try (PrometheusPeer _ = PrometheusPeer.start(own, config)) {
      assertThat(awaited("up{job=\"self\",sender=\"" + sender + "\"}")).hasSize(1);
    }
  }

  @Test
  void prometheusIsToldThatItsPasswordIsWrong() throws Exception {
    Path own = Files.createDirectory(folder.resolve("prometheus-wrong"));
    String config =
        """
        global: {scrape_interval: 1s, external_labels: {sender: wrong}}
        scrape_configs: [{job_name: self, static_configs: [{targets: ['127.0.0.1:1']}]}]
        remote_write:
          - url: %s/api/v1/write
            basic_auth: {username: alice, password: looking-glass}
            queue_config: {batch_send_deadline: 1s}
        """
            .formatted(push.url());
    try (PrometheusPeer prometheus = PrometheusPeer.start(own, config)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      while (!FAILED.matcher(prometheus.get("/metrics").body()).find() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(300);
      }
      assertThat(prometheus.get("/metrics").body()).containsPattern(FAILED);
    }
    assertThat(answer("up{sender=\"wrong\"}")).isEmpty();
  }

  @Test
  void promtoolPushesAndAsks() throws Exception {
    Path http =
        Files.writeString(
            folder.resolve("http.yml"), "basic_auth: {username: alice, password: wonderland}\n");
    Path metrics =
        Files.writeString(
            folder.resolve("m.prom"), "# TYPE pushed_by_promtool gauge\npushed_by_promtool 7\n");

    String pushed =
        promtool("push", "metrics", "--http.config.file=" + http, push.url(), metrics.toString());
    String asked =
        promtool(
            "query", "instant", "--http.config.file=" + http, query.url(), "pushed_by_promtool");
    String refused = promtool("query", "instant", query.url(), "up");

    assertThat(pushed).contains("SUCCESS");
    assertThat(asked).startsWith("pushed_by_promtool{job=\"promtool\"} => 7 @[");
    assertThat(refused).contains("401");
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Peers.program("promtool").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void aPushgatewayClientPushesWithBasicAuth() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    Gauge.builder().name("backup_bytes").help("Of the last backup.").register(registry).set(42);

    PushGateway.builder()
        .address(URI.create(push.url()).getAuthority())
        .basicAuth("alice", "wonderland")
        .job("backup")
        .groupingKey("instance", "db-1")
        .registry(registry)
        .build()
        .push();

    assertThat(send(to(push, "/metrics").header("Authorization", ALICE)).body())
        .contains("backup_bytes{instance=\"db-1\",job=\"backup\"} 42");
  }

  /// The requests of Grafana's core data source: forms by POST, credentials by basic auth.
  @Test
  void whatGrafanaSendsIsAnswered() throws Exception {
    long now = System.currentTimeMillis() / 1_000;
    String range = "&start=" + (now - 60) + "&end=" + now;
    for (String form :
        List.of(
            "/api/v1/query_range query=vector(1)&step=15" + range,
            "/api/v1/query query=1%2B1&time=" + now,
            "/api/v1/labels match%5B%5D=up" + range,
            "/api/v1/series match%5B%5D=up" + range,
            "/api/v1/query_exemplars query=up" + range)) {
      String[] pathAndBody = form.split(" ", 2);
      HttpResponse<String> answer =
          send(
              to(query, pathAndBody[0])
                  .header("Authorization", ALICE)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("User-Agent", "Grafana/12.3.0")
                  .POST(HttpRequest.BodyPublishers.ofString(pathAndBody[1])));
      assertThat(answer.statusCode()).as(form + "\n" + answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("status").asText()).isEqualTo("success");
    }
    for (String path :
        List.of(
            "/api/v1/status/buildinfo",
            "/api/v1/label/__name__/values?start=" + (now - 60) + "&end=" + now,
            "/api/v1/metadata",
            "/api/v1/query_range?query=up&step=15" + range)) {
      HttpResponse<String> answer = send(to(query, path).header("Authorization", ALICE));
      assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
    }
  }

  @Test
  void aBrowserIsAskedForAPasswordAndThenShownThePageThatAlertsLinkTo() throws Exception {
    HttpResponse<String> asked = send(to(query, "/"));
    HttpResponse<String> page = send(to(query, "/").header("Authorization", ALICE));
    HttpResponse<String> link =
        send(to(query, "/graph?g0.expr=up+%3D%3D+0&g0.tab=1").header("Authorization", ALICE));

    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.headers().firstValue("www-authenticate").orElseThrow())
        .startsWith("Basic realm=");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    assertThat(page.body()).contains("<title>Firebucket</title>");
    assertThat(link.statusCode()).isEqualTo(302);
    assertThat(link.headers().firstValue("location")).contains("./?q=up+%3D%3D+0&view=table#query");
    for (String file : List.of("/page.js", "/page.css", "/flame.svg")) {
      assertThat(send(to(query, file).header("Authorization", ALICE)).statusCode()).isEqualTo(200);
      assertThat(send(to(query, file)).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theLinkOfAnAlertShowsItsQueryInABrowser() throws Exception {
    String link =
        query.url().replace("http://", "http://alice:wonderland@")
            + "/graph?g0.expr=vector%2841%29+%2B+1&g0.tab=1";

    assertThat(Browser.dom(link, folder.resolve("chromium")))
        .contains("<title>Firebucket</title>")
        .containsPattern("value mono\">42\\b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/-/ready",
        "/metrics",
        "/api/v1/query?query=up",
        "//api/v1/query?query=up",
        "/api/v1/status/config",
        "/-/healthy/../api/v1/status/config",
        "/-/healthy%2F",
      })
  void everythingButTheHealthIsClosed(String path) throws Exception {
    assertThat(send(to(query, path)).statusCode()).isEqualTo(401);
    assertThat(send(to(push, path)).statusCode()).isEqualTo(401);
    assertThat(send(to(query, path).header("Authorization", "Bearer t0ken2")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSignatureOfAwsIsNoToken() throws Exception {
    String signed =
        "AWS4-HMAC-SHA256 Credential=AKIDX/20261129/us-east-1/lambda/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=0123";

    assertThat(send(to(query, "/metrics").header("Authorization", signed)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void theHealthIsOpen() throws Exception {
    assertThat(send(to(query, "/-/healthy")).body()).isEqualTo("Firebucket is Healthy.\n");
    assertThat(send(to(push, "/-/healthy")).statusCode()).isEqualTo(200);
  }

  @Test
  void pagesOfTheAllowedOriginsMayReadAndOthersMayNot() throws Exception {
    HttpRequest.Builder before =
        to(query, "/api/v1/query")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", "https://grafana.example")
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "authorization");

    assertThat(send(before).statusCode()).isEqualTo(204);
    assertThat(allowedOrigin("https://grafana.example")).contains("https://grafana.example");
    assertThat(allowedOrigin("https://grafana.example.evil.test")).isEmpty();
  }

  private static Optional<String> allowedOrigin(String origin) throws Exception {
    return send(to(query, "/api/v1/query?query=1")
            .header("Authorization", ALICE)
            .header("Origin", origin))
        .headers()
        .firstValue("access-control-allow-origin");
  }

  @Test
  void noSecretIsInALog() {
    assertThat(push.function().log() + query.function().log())
        .doesNotContain("wonderland")
        .doesNotContain("t0ken")
        .doesNotContain("$2a$")
        .doesNotContain("b46c0967");
  }

  @Test
  void whoIsRefusedIsAmongTheFunctionsOwnRequests() throws Exception {
    assertThat(send(to(query, "/api/v1/query?query=1")).statusCode()).isEqualTo(401);

    assertThat(send(to(query, "/metrics").header("Authorization", "Bearer t0ken")).body())
        .containsPattern("prometheus_http_requests_total\\{code=\"401\",handler=\"/\\*\"} [1-9]");
  }
}
