package dev.firebucket.ingest.remotewrite;

import static dev.firebucket.ingest.remotewrite.WriteRequests.of;
import static dev.firebucket.ingest.remotewrite.WriteRequests.request;
import static dev.firebucket.ingest.remotewrite.WriteRequests.series;
import static dev.firebucket.ingest.remotewrite.WriteRequests.snappy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus forwards what it scrapes to our receiver; and its own receiver answers bad
/// requests with the statuses that ours gives.
class BesidePrometheusTest {
  private static final String EXPOSITION =
      """
      # TYPE requests_total counter
      requests_total{code="200",path="/a"} 3
      requests_total{code="500",path="/測"} 1
      # TYPE temperature gauge
      temperature NaN
      """;

  @TempDir private Path directory;

  private final CollectingWriter kept = new CollectingWriter();
  private final RemoteWriteReceiver receiver =
      new RemoteWriteReceiver(kept, Clock.systemUTC(), ByteBudget.ofHeap());
  private final List<String> refusals = new ArrayList<>();
  private volatile String exposition = EXPOSITION;
  private HttpServer server;
  private PrometheusPeer prometheus;

  @BeforeEach
  void start() throws Exception {
    PrometheusPeer.require();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/metrics", exchange -> answer(exchange, 200, exposition));
    server.createContext("/api/v1/write", this::receive);
    server.start();
    prometheus =
        PrometheusPeer.start(directory, configuration(), "--web.enable-remote-write-receiver");
  }

  private String configuration() {
    String address = "127.0.0.1:" + server.getAddress().getPort();
    return """
    global: {scrape_interval: 500ms, external_labels: {cluster: test}}
    scrape_configs:
      - job_name: sample
        static_configs: [{targets: ["%s"]}]
    remote_write:
      - url: http://%s/api/v1/write
        send_native_histograms: true
        queue_config: {batch_send_deadline: 200ms}
    """
        .formatted(address, address);
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    RemoteWriteRequest request =
        new RemoteWriteRequest(
            header(exchange, "Content-Type"), header(exchange, "Content-Encoding"), body);
    try {
      receiver.receive(request);
      answer(exchange, 204, "");
    } catch (RemoteWriteException e) {
      refusals.add(e.getMessage());
      answer(exchange, e.status(), e.getMessage());
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void whatARealPrometheusForwardsArrivesWhole() throws Exception {
    LabelSet requests =
        LabelSet.of(
            "__name__",
            "requests_total",
            "code",
            "500",
            "path",
            "/測",
            "cluster",
            "test",
            "job",
            "sample",
            "instance",
            "127.0.0.1:" + server.getAddress().getPort());
    await(() -> kept.samples().getOrDefault(requests, List.of()).size() >= 3);
    exposition = "temperature 1\n";
    await(() -> hasStaleMarker(requests));

    assertThat(refusals).isEmpty();
    assertThat(kept.samples().keySet())
        .extracting(LabelSet::metricName)
        .contains("up", "scrape_duration_seconds", "temperature", "requests_total");
  }

  private boolean hasStaleMarker(LabelSet labels) {
    for (SampleBatch batch : kept.objects()) {
      for (SampleBatch.Series series : batch.series()) {
        for (int i = 0; i < series.size(); i++) {
          if (series.labels().equals(labels) && StaleMarker.is(series.value(i))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void badRequestsGetTheStatusesOfPrometheusOwnReceiver() throws Exception {
    long now = System.currentTimeMillis();
    byte[] good = snappy(request(series(1, now, "__name__", "up")));
    Map<String, RemoteWriteRequest> requests = new LinkedHashMap<>();
    requests.put("good", of(series(1, now, "__name__", "good")));
    requests.put("no headers", new RemoteWriteRequest("", "", good));
    requests.put("json", new RemoteWriteRequest("application/json", "snappy", good));
    requests.put("gzip", new RemoteWriteRequest("application/x-protobuf", "gzip", good));
    requests.put(
        "named version",
        new RemoteWriteRequest(
            "application/x-protobuf;proto=prometheus.WriteRequest", "snappy", good));
    requests.put(
        "unknown version",
        new RemoteWriteRequest("application/x-protobuf;proto=x", "snappy", good));
    requests.put("no snappy", new RemoteWriteRequest("", "", new byte[] {1, 2, 3}));
    requests.put("no protobuf", new RemoteWriteRequest("", "", snappy(new byte[] {1, 2, 3})));
    requests.put("future", of(series(1, now + 3_600_000, "__name__", "future")));
    await(() -> status(requests.get("good")) == 204);

    Map<String, Integer> theirs = new LinkedHashMap<>();
    Map<String, Integer> ours = new LinkedHashMap<>();
    for (Map.Entry<String, RemoteWriteRequest> entry : requests.entrySet()) {
      theirs.put(entry.getKey(), status(entry.getValue()));
      ours.put(entry.getKey(), ourStatus(entry.getValue()));
    }
    assertThat(ours).isEqualTo(theirs);
    System.out.println(
        "Prometheus' receiver answers a series without a name with "
            + text(of(series(1, now, "job", "x"))));
  }

  private int ourStatus(RemoteWriteRequest request) throws Exception {
    try {
      receiver.receive(request);
      return 204;
    } catch (RemoteWriteException e) {
      return e.status();
    }
  }

  private int status(RemoteWriteRequest request) {
    try {
      return send(request).statusCode();
    } catch (IOException | InterruptedException notYet) {
      return 0;
    }
  }

  private String text(RemoteWriteRequest request) throws Exception {
    HttpResponse<String> response = send(request);
    return response.statusCode() + " " + response.body();
  }

  private HttpResponse<String> send(RemoteWriteRequest request)
      throws IOException, InterruptedException {
    return prometheus.write(request.body(), request.contentType(), request.contentEncoding());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("time to wait").isLessThan(end);
      Thread.sleep(100);
    }
  }
}
