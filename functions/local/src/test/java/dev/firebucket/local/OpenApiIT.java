package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.firebucket.testsupport.SharedCases;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of the packaged app against Prometheus' own OpenAPI description of its API. Its schemas
/// are JSON Schema 2020-12.
///
/// Not among them: what Prometheus itself answers otherwise than it describes (a string as result;
/// `droppedTargetCounts`, null where active targets alone are asked for).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private JsonNode description;
  private Exporter exporter;
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path file = SharedCases.at("fixtures/http-api/openapi_3.2_golden.yaml");
    description = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: test
          rules:
          - {record: "job:up:sum", expr: sum by (job) (up)}
          - {alert: TestIsUp, expr: up == 1, annotations: {summary: "{{ $labels.job }}"}}
        """);
    exporter =
        new Exporter("# HELP shown_total Of a test.\n# TYPE shown_total counter\nshown_total 5\n");
    Path config =
        exporter.config(
            folder,
            "rule_files: [rules.yml]\n"
                + "alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:1']}]}]}\n");
    server = RunningServer.start(config, folder.resolve("data"));
    assertThat(server.queryUntil("job:up:sum", found -> !found.isEmpty())).hasSize(1);
    assertThat(server.queryUntil("ALERTS", found -> !found.isEmpty())).isNotEmpty();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
      exporter.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/query?query=up",
        "/query?query=1%2B1&stats=all",
        "/query?query=up%5B1m%5D",
        "/query?query=nothing",
        "/query?query=sum(rate(up%5B1m%5D))&limit=1&timeout=5s&lookback_delta=1m",
        "/query_range?query=up&start=NOW-60&end=NOW&step=15",
        "/query_range?query=time()&start=NOW-60&end=NOW&step=15s&stats=all",
        "/series?match%5B%5D=up",
        "/labels?match%5B%5D=up&limit=1",
        "/format_query?query=sum(up)by(job)",
        "/parse_query?query=sum(rate(up%5B1m%5D%20offset%201m))%20by%20(job)%20%3E%20bool%201",
        "/query_exemplars?query=up",
      })
  void whatIsAskedByGetAndPost(String request) throws Exception {
    String[] parts = timed(request).split("\\?", 2);
    conforms(parts[0], "get", server.get("/api/v1" + parts[0] + "?" + parts[1]), 200);
    conforms(
        parts[0],
        "post",
        server.send(
            "POST",
            "/api/v1" + parts[0],
            parts[1],
            "Content-Type",
            "application/x-www-form-urlencoded"),
        200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/label/{name}/values?match%5B%5D=up",
        "/metadata",
        "/metadata?metric=shown_total&limit=1",
        "/scrape_pools",
        "/targets",
        "/targets/metadata",
        "/rules",
        "/rules?type=alert",
        "/alerts",
        "/alertmanagers",
        "/status/config",
        "/status/runtimeinfo",
        "/status/buildinfo",
        "/status/flags",
        "/status/tsdb",
        "/status/walreplay",
        "/notifications",
        "/features",
      })
  void whatIsAskedByGet(String request) throws Exception {
    String path = request.split("\\?", 2)[0];
    conforms(path, "get", server.get("/api/v1" + request.replace("{name}", "job")), 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 /query?query=up(",
        "422 /query?query=histogram_quantile(1,%20label_join(up,%20%22%22,%20%22-%22,%20%22job%22))",
        "400 /query_range?query=up&start=1&end=0&step=1",
        "400 /query_range?query=up&start=0&end=100000&step=1",
        "400 /series",
        "400 /labels?limit=x",
        "400 /format_query?query=(",
        "400 /parse_query?query=",
        "400 /query_exemplars?query=(",
        "400 /targets/metadata?match_target=(",
        "400 /metadata?limit=x",
        "400 /status/tsdb?limit=0",
        "404 /search/metric_names",
        "503 /admin/tsdb/snapshot",
      })
  void errorsToo(String expected) throws Exception {
    String[] parts = expected.split(" ", 2);
    String path = parts[1].split("\\?", 2)[0];
    boolean put = path.startsWith("/admin");
    HttpResponse<String> answer = server.send(put ? "PUT" : "GET", "/api/v1" + parts[1], "");
    conforms(path, put ? "put" : "get", answer, Integer.parseInt(parts[0]));
  }

  private static String timed(String request) {
    long now = System.currentTimeMillis() / 1000;
    return request.replace("NOW-60", Long.toString(now - 60)).replace("NOW", Long.toString(now));
  }

  private void conforms(String path, String method, HttpResponse<String> answer, int status)
      throws Exception {
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    JsonNode responses = description.get("paths").get(path).get(method).get("responses");
    JsonNode schema =
        responses.path(status == 200 ? "200" : "default").at("/content/application~1json/schema");
    assertThat(schema.isMissingNode()).as("a schema of %s %s", method, path).isFalse();
    assertThat(violations(schema, answer.body()))
        .as("%s %s: %s", method, path, answer.body())
        .isEmpty();
  }

  /// References of a schema point into the whole description, so the schema is put on top of it.
  private List<String> violations(JsonNode schema, String answer) throws Exception {
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", description.get("components"));
    Set<ValidationMessage> found = SCHEMAS.getSchema(whole).validate(JSON.readTree(answer));
    return found.stream().map(ValidationMessage::getMessage).toList();
  }
}
