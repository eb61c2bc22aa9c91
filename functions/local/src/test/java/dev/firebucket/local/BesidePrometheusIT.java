package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same requests to Firebucket and to the real Prometheus: statuses, errors and the shape of
/// answers must be the same.
class BesidePrometheusIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static Exporter exporter;
  private static RunningServer ours;
  private static PrometheusPeer prometheus;
  private static String theirs;

  @BeforeAll
  static void startBoth() throws Exception {
    PrometheusPeer.require();
    exporter =
        new Exporter(
            """
            # HELP test_requests_total Requests.
            # TYPE test_requests_total counter
            test_requests_total{code="200"} 12
            test_requests_total{code="500"} 3
            """);
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: test
          rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: Up
            expr: up == 1
            labels: {severity: page}
            annotations: {summary: "{{ $labels.job }} is {{ $value }}"}
        """);
    Path config = exporter.config(folder, "rule_files: [rules.yml]");
    prometheus = PrometheusPeer.start(folder, config);
    theirs = prometheus.url();
    ours = RunningServer.start(config, folder.resolve("ours"));
    JsonNode alerting =
        ours.queryUntil(
            "ALERTS and on () count_over_time(up[1m]) > 3", result -> !result.isEmpty());
    assertThat(alerting).hasSize(1);
    awaitPrometheus("ALERTS and on () count_over_time(up[1m]) > 3");
  }

  /// Prometheus starts its scrapes and groups at offsets of its own: no comparison before it has
  /// what we have.
  private static void awaitPrometheus(String query) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    for (int attempt = 0; attempt < 240; attempt++) {
      if (!Answer.of(theirs, path).body().at("/data/result").isEmpty()) {
        return;
      }
      Thread.sleep(250);
    }
    throw new AssertionError("Prometheus did not answer " + query + " within a minute");
  }

  @AfterAll
  static void stopBoth() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (ours != null) {
      ours.close();
    }
    if (exporter != null) {
      exporter.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/query",
        "/api/v1/query?query=up",
        "/api/v1/query?query=up%7B",
        "/api/v1/query?query=1%2B",
        "/api/v1/query?query=up&time=foo",
        "/api/v1/query?query=up&time=2015-07-01T20:10:51.781Z",
        "/api/v1/query?query=up&time=1e3",
        "/api/v1/query?query=up&time=1d",
        "/api/v1/query?query=1&time=1436780651.781",
        "/api/v1/query?query=%22text%22&time=1",
        "/api/v1/query?query=up&timeout=x",
        "/api/v1/query?query=up&limit=x",
        "/api/v1/query?query=up&limit=-1",
        "/api/v1/query?query=test_requests_total&limit=1",
        "/api/v1/query?query=up&lookback_delta=x",
        "/api/v1/query?query=up&lookback_delta=0",
        "/api/v1/query?query=foo%2Fbar%",
        "/api/v1/query?query=sum(up,up)",
        "/api/v1/query?query=nope(up)",
        "/api/v1/query?query=up%5B5m%5D%5B5m%5D",
        "/api/v1/query_range",
        "/api/v1/query_range?query=up&start=0&end=10&step=0",
        "/api/v1/query_range?query=up&start=10&end=0&step=1",
        "/api/v1/query_range?query=up&start=0&end=20000&step=1",
        "/api/v1/query_range?query=up&start=x&end=20000&step=1",
        "/api/v1/query_range?query=up&end=20000&step=1",
        "/api/v1/query_range?query=up&start=1&end=20&step=z",
        "/api/v1/query_range?query=up&start=1&end=20&step=-1",
        "/api/v1/query_range?query=up&start=1&end=20&step=1e30",
        "/api/v1/query_range?query=up%5B5m%5D&start=1&end=20&step=1",
        "/api/v1/query_range?query=vector(1)&start=1&end=3&step=1",
        "/api/v1/query_range?query=vector(1)&start=1.5&end=3&step=500ms",
        "/api/v1/series",
        "/api/v1/series?match[]=up",
        "/api/v1/series?match[]=up%7B",
        "/api/v1/series?match[]=%7B%7D",
        "/api/v1/series?match[]=%7Bx%3D%22%22%7D",
        "/api/v1/series?match[]=test_requests_total&match[]=up",
        "/api/v1/series?match[]=test_requests_total&limit=1",
        "/api/v1/series?match[]=up&start=9&end=3",
        "/api/v1/series?match[]=up&start=zz",
        "/api/v1/labels",
        "/api/v1/labels?limit=1",
        "/api/v1/labels?match[]=%7B%7D",
        "/api/v1/labels?match[]=up",
        "/api/v1/labels?match[]=up%7B",
        "/api/v1/label/job/values?match[]=up%7B",
        "/api/v1/label/job/values?match[]=%7B%7D",
        "/api/v1/labels?start=zz",
        "/api/v1/label/code/values",
        "/api/v1/label/job/values?limit=2",
        "/api/v1/label/a-b/values",
        "/api/v1/label/U__job/values",
        "/api/v1/label/job/values?end=foo",
        "/api/v1/label/job/values?match[]=up",
        "/api/v1/targets?state=foo",
        "/api/v1/targets?state=dropped",
        "/api/v1/targets?scrapePool=x",
        "/api/v1/targets/metadata?metric=test_requests_total",
        "/api/v1/targets/metadata?limit=x",
        "/api/v1/targets/metadata?metric=nope",
        "/api/v1/metadata",
        "/api/v1/metadata?metric=nope",
        "/api/v1/metadata?limit=x",
        "/api/v1/scrape_pools",
        "/api/v1/rules?type=x",
        "/api/v1/rules?rule_name[]=nope",
        "/api/v1/rules?group_limit=0",
        "/api/v1/rules?group_next_token=a",
        "/api/v1/rules?group_limit=1&group_next_token=a",
        "/api/v1/rules?group_limit=x",
        "/api/v1/rules?exclude_alerts=maybe",
        "/api/v1/alertmanagers",
        "/api/v1/format_query?query=sum+by(x)+(foo)",
        "/api/v1/format_query?query=sum(",
        "/api/v1/parse_query?query=up%7Ba%3D%22b%22%7D",
        "/api/v1/query_exemplars?query=up&start=1&end=2",
        "/api/v1/query_exemplars",
        "/api/v1/status/walreplay",
        "/api/v1/notifications",
        "/api/v1/nope",
        "/nope",
      })
  void answersAlike(String path) throws Exception {
    Answer here = Answer.of(ours.url(), path);
    Answer there = Answer.of(theirs, path);

    assertThat(here.status()).isEqualTo(there.status());
    assertThat(here.body()).isEqualTo(there.body());
  }

  /// Answers whose values differ from server to server must have the same keys and types.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/query?query=sum(count_over_time(up%5B1m%5D))",
        "/api/v1/query?query=up%5B1m%5D",
        "/api/v1/targets",
        "/api/v1/rules",
        "/api/v1/rules?type=alert",
        "/api/v1/rules?exclude_alerts=true",
        "/api/v1/alerts",
        "/api/v1/status/config",
        "/api/v1/status/buildinfo",
        "/api/v1/status/tsdb",
      })
  void answersInTheSameShape(String path) throws Exception {
    Answer here = Answer.of(ours.url(), path);
    Answer there = Answer.of(theirs, path);

    assertThat(here.status()).isEqualTo(there.status());
    assertThat(shape(here.body()).toPrettyString()).isEqualTo(shape(there.body()).toPrettyString());
  }

  @Test
  void runtimeInfoHasEveryKeyOfPrometheus() throws Exception {
    JsonNode here = Answer.of(ours.url(), "/api/v1/status/runtimeinfo").body().get("data");
    JsonNode there = Answer.of(theirs, "/api/v1/status/runtimeinfo").body().get("data");
    List<String> keys = new ArrayList<>();
    here.fieldNames().forEachRemaining(keys::add);
    List<String> wanted = new ArrayList<>();
    there.fieldNames().forEachRemaining(wanted::add);

    assertThat(keys).containsAll(wanted);
  }

  private record Answer(int status, JsonNode body) {
    static Answer of(String server, String path) throws IOException, InterruptedException {
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(
                      URI.create(server + path.replace("[]", "%5B%5D").replaceAll("%$", "%25")))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String text = answer.body();
      return new Answer(
          answer.statusCode(),
          text.startsWith("{") ? normalized(JSON.readTree(text)) : JSON.valueToTree(text));
    }

    /// Times of evaluation and values that count differ; the rest must not.
    private static JsonNode normalized(JsonNode node) {
      JsonNode result = node.path("data").path("result");
      for (JsonNode series : result) {
        if (series instanceof ObjectNode object && object.has("value")) {
          ((com.fasterxml.jackson.databind.node.ArrayNode) object.get("value"))
              .set(0, JsonNodeFactory.instance.textNode("time"));
        }
      }
      return node;
    }
  }

  /// The keys of a tree with the types of their values, lists by their first element.
  private static JsonNode shape(JsonNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isObject()) {
      ObjectNode shape = nodes.objectNode();
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.stream().sorted().forEach(name -> shape.set(name, shape(node.get(name))));
      return shape;
    }
    if (node.isArray()) {
      return node.isEmpty() ? nodes.arrayNode() : nodes.arrayNode().add(shape(node.get(0)));
    }
    return nodes.textNode(node.isNumber() ? "number" : node.getNodeType().toString());
  }
}
