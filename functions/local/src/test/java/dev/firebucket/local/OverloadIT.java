package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Far more requests than there are threads: those of one kind do not keep others from an answer.
class OverloadIT {
  private static final int QUERIES = 300;
  private static final int SLOW_CALLERS = 250;

  @TempDir private Path folder;

  @Test
  void waitingQueriesAndSlowBodiesKeepNobodyElseWaiting() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        HttpClient client = HttpClient.newHttpClient();
        RunningServer server =
            RunningServer.start(
                exporter.config(folder, ""),
                folder.resolve("data"),
                "--query.max-concurrency=1",
                "--query.timeout=15s")) {
      List<Socket> slow = slowBodies(server.port());
      List<CompletableFuture<HttpResponse<String>>> queries = queries(client, server);

      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(server.get("/").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/targets").statusCode()).isEqualTo(200);
      assertThat(server.send("PUT", "/push/metrics/job/j", "p 1\n").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/labels").statusCode()).isEqualTo(200);
      assertThat(queries).as("still wait").anyMatch(query -> !query.isDone());

      for (CompletableFuture<HttpResponse<String>> query : queries) {
        assertThat(query.get().statusCode()).isIn(200, 503);
      }
      assertThat(queries.stream().map(query -> query.join().body()))
          .anyMatch(body -> body.contains("query timed out in query queue"))
          .anyMatch(body -> body.contains("too many queries wait"));
      assertThat(server.query("1")).isNotEmpty();
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  private static List<CompletableFuture<HttpResponse<String>>> queries(
      HttpClient client, RunningServer server) {
    long end = System.currentTimeMillis() / 1000;
    URI range =
        URI.create(
            "%s/api/v1/query_range?start=%d&end=%d&step=1&query=%s"
                .formatted(
                    server.url(), end - 10_000, end, RunningServer.encoded(HostileQueryIT.SLOW)));
    List<CompletableFuture<HttpResponse<String>>> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(
          client.sendAsync(
              HttpRequest.newBuilder(range).timeout(Duration.ofMinutes(2)).build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    return queries;
  }

  /// Callers that say a body comes, and send one byte of it.
  private static List<Socket> slowBodies(int port) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < SLOW_CALLERS; i++) {
      Socket socket = new Socket("127.0.0.1", port);
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/query HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nq"
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      sockets.add(socket);
    }
    return sockets;
  }

  @Test
  void aBodyThatDoesNotComeInTimeEndsItsConnection() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(
                exporter.config(folder, ""), folder.resolve("data"), "--web.read-timeout=1s")) {
      assertThat(answerTo(server, "Content-Length: 1000", "a"))
          .startsWith("HTTP/1.1 408")
          .contains("did not come within 1 s");
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatIsTooLongEndsItsConnection() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(answerTo(server, "Content-Length: 70000000", "a".repeat((64 << 20) + 1)))
          .startsWith("HTTP/1.1 413")
          .contains("67108864 bytes at most");
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  /// What a request is answered with until its connection ends.
  private static String answerTo(RunningServer server, String header, String body)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(30_000);
      String request = "POST /api/v1/query HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  socket.getOutputStream().write((request + body).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  // The server need not take what it has refused.
                  return;
                }
              });
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
