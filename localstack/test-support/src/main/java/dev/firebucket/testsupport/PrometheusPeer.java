package dev.firebucket.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The real Prometheus, started for a test: what it does settles what is right.
public final class PrometheusPeer implements AutoCloseable {
  private final PeerProcess process;

  private PrometheusPeer(PeerProcess process) {
    this.process = process;
  }

  /// Skips the test where Prometheus is not installed; in CI the test fails. For tests that prepare
  /// much before they start it.
  public static void require() {
    Peers.program("prometheus");
  }

  /// Starts it with a configuration written in the test.
  ///
  /// @param folder where the configuration, the data and the log go; exists
  public static PrometheusPeer start(Path folder, String config, String... flags)
      throws IOException, InterruptedException {
    require();
    return start(folder, Files.writeString(folder.resolve("prometheus.yml"), config), flags);
  }

  /// Starts it with a configuration file.
  ///
  /// @param folder where data and log go; exists
  public static PrometheusPeer start(Path folder, Path config, String... flags)
      throws IOException, InterruptedException {
    String program = Peers.program("prometheus").toString();
    PeerProcess process =
        PeerProcess.start(
            port -> {
              List<String> command =
                  new ArrayList<>(
                      List.of(
                          program,
                          "--config.file=" + config,
                          "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
                          "--web.listen-address=127.0.0.1:" + port,
                          "--log.level=error"));
              command.addAll(List.of(flags));
              return command;
            },
            Map.of(),
            "/-/ready",
            folder.resolve("prometheus.log"));
    return new PrometheusPeer(process);
  }

  /// Where it listens, without a slash at the end.
  public String url() {
    return process.url();
  }

  /// The answer to a GET, whatever its status.
  ///
  /// @param path with its query, escaped
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return process.get(path);
  }

  /// The answer to a GET, as JSON, whatever its status.
  public JsonNode json(String path) throws IOException, InterruptedException {
    return process.json(path);
  }

  /// The answer to a form, whatever its status.
  public HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return process.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// The answer to a request of remote write, whatever its status. It takes some only where it was
  /// started with `--web.enable-remote-write-receiver`.
  ///
  /// @param body as it goes over the wire
  /// @param contentType empty for no such header
  /// @param contentEncoding empty for no such header
  public HttpResponse<String> write(byte[] body, String contentType, String contentEncoding)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("/api/v1/write").POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!contentEncoding.isEmpty()) {
      request.header("Content-Encoding", contentEncoding);
    }
    return process.send(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  @Override
  public void close() {
    process.close();
  }
}
