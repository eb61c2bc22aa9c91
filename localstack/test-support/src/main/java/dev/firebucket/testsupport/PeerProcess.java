package dev.firebucket.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// A program that serves HTTP on a free port of the loopback address until [#close].
public final class PeerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration ONE_ANSWER = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAIL_OF_LOG = 4000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final Process process;
  private final int port;

  private PeerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts a program and waits until it is ready.
  ///
  /// @param command with its arguments, by the port on which it is to listen
  /// @param environment added to this process' own
  /// @param readyPath answers 200 once it is ready
  /// @param log receives its output
  /// @throws IllegalStateException with the end of the log, when it does not get ready
  public static PeerProcess start(
      IntFunction<List<String>> command,
      Map<String, String> environment,
      String readyPath,
      Path log)
      throws IOException, InterruptedException {
    int port = FreePort.next();
    return start(port, command.apply(port), environment, readyPath, log);
  }

  /// Starts a program that learns its port from its environment.
  ///
  /// @param port on which it is to listen
  public static PeerProcess start(
      int port, List<String> command, Map<String, String> environment, String readyPath, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    PeerProcess peer = new PeerProcess(builder.start(), port);
    if (!peer.isReadyInTime(readyPath)) {
      boolean alive = peer.process.isAlive();
      peer.close();
      String said = Files.readString(log);
      throw new IllegalStateException(
          builder.command().getFirst()
              + (alive ? " was not ready after " + READY_WITHIN : " ended while it was starting")
              + ":\n"
              + said.substring(Math.max(0, said.length() - TAIL_OF_LOG)));
    }
    return peer;
  }

  private boolean isReadyInTime(String path) throws InterruptedException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (get(path).statusCode() == OK) {
          return true;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return false;
  }

  /// Host and port, as a target is named.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// Where it listens, without a slash at the end.
  public String url() {
    return "http://" + address();
  }

  /// The answer to a GET, whatever its status.
  ///
  /// @param path with its query, escaped
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url() + path)));
  }

  /// The answer to a GET, as JSON, whatever its status.
  public JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  /// The answer to a request, whatever its status.
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(ONE_ANSWER).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Ends the program and everything it started.
  @Override
  public void close() {
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
