package dev.firebucket.ingest.event;

import dev.firebucket.ingest.testing.Peers;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The real Prometheus, started for a test.
final class PrometheusServer implements AutoCloseable {
  private final Process process;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();

  PrometheusServer(Path config, Path data) throws Exception {
    Path program = Peers.program("prometheus");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = "127.0.0.1:" + port;
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + address,
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling("prometheus.log").toFile())
            .start();
    awaitReady();
  }

  private void awaitReady() throws InterruptedException {
    for (int attempt = 0; attempt < 150; attempt++) {
      try {
        if (get("/-/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is starting.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Prometheus did not start within 15 s");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Object json(String path) throws IOException, InterruptedException {
    return new Load(LoadSettings.builder().setCodePointLimit(50_000_000).build())
        .loadFromString(get(path).body());
  }

  /// What an instant query answers.
  Map<LabelSet, Double> query(String promql) throws IOException, InterruptedException {
    Object answer =
        json("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    Map<LabelSet, Double> values = new TreeMap<>();
    for (Object one : (List<?>) at(answer, "data", "result")) {
      Map<String, String> labels = new TreeMap<>();
      ((Map<?, ?>) at(one, "metric"))
          .forEach((name, value) -> labels.put(name.toString(), value.toString()));
      String value = ((List<?>) at(one, "value")).get(1).toString();
      values.put(LabelSet.of(labels), number(value));
    }
    return values;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /// The last error of each target by job.
  Map<String, String> lastErrors() throws IOException, InterruptedException {
    Map<String, String> errors = new TreeMap<>();
    for (Object target : (List<?>) at(json("/api/v1/targets"), "data", "activeTargets")) {
      errors.put(at(target, "scrapePool").toString(), at(target, "lastError").toString());
    }
    return errors;
  }

  /// Active targets as the API shows them: URL, labels and discovered labels, by URL.
  Map<String, String> targets() throws IOException, InterruptedException {
    Map<String, String> targets = new TreeMap<>();
    for (Object target : (List<?>) at(json("/api/v1/targets"), "data", "activeTargets")) {
      targets.put(
          at(target, "scrapeUrl").toString(),
          labels(at(target, "labels")) + " " + labels(at(target, "discoveredLabels")));
    }
    return targets;
  }

  private static LabelSet labels(Object map) {
    Map<String, String> labels = new TreeMap<>();
    ((Map<?, ?>) map).forEach((name, value) -> labels.put(name.toString(), value.toString()));
    return LabelSet.of(labels);
  }

  private static Object at(Object value, String... path) {
    Object here = value;
    for (String key : path) {
      here = ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
