package dev.firebucket.query.parser;

import java.io.IOException;
import java.net.InetAddress;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A real Prometheus on an empty directory, asked for its opinion of queries.
public final class PrometheusPeer implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Process process;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private PrometheusPeer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Where the program is on this machine: `$PEERS/bin` or `~/.cache/firebucket-peers/bin`.
  public static Optional<Path> program() {
    String folder = System.getenv("PEERS");
    Path root =
        folder != null
            ? Path.of(folder)
            : Path.of(System.getProperty("user.home"), ".cache", "firebucket-peers");
    Path program = root.resolve("bin").resolve("prometheus");
    return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
  }

  /// Starts one and waits until it answers.
  ///
  /// @param folder for its data, empty
  /// @param flags of `--enable-feature`, separated by commas; empty for none
  public static PrometheusPeer start(Path program, Path folder, String flags)
      throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    if (!flags.isEmpty()) {
      command.add("--enable-feature=" + flags);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PrometheusPeer peer = new PrometheusPeer(process, URI.create("http://127.0.0.1:" + port));
    peer.awaitReady();
    return peer;
  }

  /// The body of the answer of an endpoint to a query, whatever its status.
  public String ask(String endpoint, String query) throws IOException, InterruptedException {
    String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/v1/" + endpoint))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      if (ready()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("Prometheus did not get ready at " + address);
  }

  private boolean ready() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/-/ready")).timeout(TIMEOUT).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
