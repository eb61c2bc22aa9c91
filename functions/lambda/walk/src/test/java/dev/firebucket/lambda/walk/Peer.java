package dev.firebucket.lambda.walk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// A real program of the Prometheus world that runs beside the functions: found in `$PEERS/bin` or
/// `~/.cache/firebucket-peers/bin`, where `localstack/install.sh` puts it.
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private Peer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Where a peer is installed, if it is.
  static Optional<Path> find(String name) {
    String peers =
        System.getenv()
            .getOrDefault("PEERS", System.getProperty("user.home") + "/.cache/firebucket-peers");
    return Optional.of(Path.of(peers, "bin", name)).filter(Files::isExecutable);
  }

  /// Starts a program on a free port and waits until it answers.
  ///
  /// @param arguments by the port it shall listen on
  /// @param readyPath answers 200 when it is ready
  static Peer start(
      Path program,
      IntFunction<List<String>> arguments,
      Map<String, String> environment,
      String readyPath,
      Path log)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments.apply(port));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Peer peer = new Peer(builder.start(), port);
    try {
      peer.awaitReady(readyPath);
      return peer;
    } catch (AssertionError e) {
      peer.close();
      throw new AssertionError(program + ": " + e.getMessage() + "\n" + Files.readString(log), e);
    }
  }

  private void awaitReady(String path) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(2)).build();
      while (Instant.now().isBefore(end) && process.isAlive()) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        Thread.sleep(50);
      }
    }
    throw new AssertionError(
        process.isAlive() ? "not ready after " + PATIENCE : "ended while starting");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Host and port, as a target is named.
  String address() {
    return "127.0.0.1:" + port;
  }

  String url() {
    return "http://" + address();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
