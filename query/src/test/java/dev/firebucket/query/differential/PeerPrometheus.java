package dev.firebucket.query.differential;

import dev.firebucket.storage.model.SampleBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The real Prometheus beside ours, on an empty folder and a free port.
final class PeerPrometheus implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Process process;
  private final String address;

  private PeerPrometheus(Process process, int port) {
    this.process = process;
    this.address = "http://127.0.0.1:" + port;
  }

  /// Where the binary is, in `$PEERS/bin` or the usual cache; empty where it is not installed.
  static Optional<Path> binary() {
    String peers =
        System.getenv()
            .getOrDefault("PEERS", System.getProperty("user.home") + "/.cache/firebucket-peers");
    return Optional.of(Path.of(peers, "bin/prometheus")).filter(Files::isExecutable);
  }

  /// Starts with some flags of `--enable-feature`.
  ///
  /// @param folder empty
  static PeerPrometheus start(Path binary, Path folder, Set<String> features) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"), "storage: {tsdb: {out_of_order_time_window: 24h}}\n");
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--enable-feature=" + String.join(",", features),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PeerPrometheus peer = new PeerPrometheus(process, port);
    peer.awaitReady();
    return peer;
  }

  private void awaitReady() throws Exception {
    for (int i = 0; i < 300; i++) {
      try {
        if (send(HttpRequest.newBuilder(URI.create(address + "/-/ready")).build()).statusCode()
            == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("Prometheus does not get ready within 30 s");
  }

  /// An answer of the HTTP API.
  record Answer(int status, String body) {}

  /// What Prometheus answers.
  Answer answer(Trial trial) throws Exception {
    String form =
        trial.parameters().entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String path = "/api/v1/" + (trial.isInstant() ? "query" : "query_range");
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    return new Answer(response.statusCode(), response.body());
  }

  /// Sends samples by remote write 1.0, in as many requests as a series changes between floats and
  /// histograms: of one request Prometheus takes all floats first.
  void write(SampleBatch batch) throws Exception {
    Map<SampleBatch.Series, Integer> sent = new HashMap<>();
    boolean more = true;
    while (more) {
      more = false;
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      for (SampleBatch.Series series : batch.series()) {
        int from = sent.getOrDefault(series, 0);
        int to = RemoteWriteBody.endOfKind(series, from);
        if (from < to) {
          RemoteWriteBody.timeSeries(request, series, from, to);
          sent.put(series, to);
        }
        more |= to < series.size();
      }
      post(request.toByteArray());
    }
  }

  private void post(byte[] request) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(address + "/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RemoteWriteBody.snappy(request)))
                .build());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("Prometheus does not take samples: " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    http.close();
  }
}
