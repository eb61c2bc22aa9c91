package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries that ask for too much, and callers that do not wait for the answer.
class HostileQueryIT {
  @TempDir private Path folder;

  /// Takes half a minute and more: thirty times ten thousand windows of as many values, each
  /// sorted.
  static final String SLOW =
      IntStream.range(0, 30)
          .mapToObj(i -> "quantile_over_time(0.%d, (vector(%d))[6h:1s])".formatted(i + 10, i))
          .collect(Collectors.joining(" + "));

  @Test
  void aClosedConnectionEndsItsQuery() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      long end = System.currentTimeMillis() / 1000;
      String request =
          "GET /api/v1/query_range?start=%d&end=%d&step=1&query=%s HTTP/1.1\r\nHost: a\r\n\r\n"
              .formatted(end - 10_000, end, RunningServer.encoded(SLOW));
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        assertThat(runningBecomes(1, server)).isTrue();
        Thread.sleep(1000);
        assertThat(running(server)).as("still at work").isEqualTo(1);
      }
      assertThat(runningBecomes(0, server)).as("ended when its connection closed").isTrue();
    }
  }

  private static boolean runningBecomes(int count, RunningServer server) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (running(server) != count && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return running(server) == count;
  }

  private static int running(RunningServer server) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("prometheus_engine_queries "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void whatWouldNotFitCostsAnError() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(
                exporter.config(folder, ""), folder.resolve("data"), "--query.max-bytes=1B")) {
      assertThat(server.queryUntilRefused("a").body())
          .contains("\"errorType\":\"execution\"")
          .contains("--query.max-bytes");
      assertThat(status(server, "a{job=~\"((x{1000}){1000}){1000}\"}")).isEqualTo(400);
      assertThat(status(server, "a{job=~\"" + "(".repeat(30_000) + ")".repeat(30_000) + "\"}"))
          .isEqualTo(400);
      assertThat(status(server, "a{job=~\"" + alternatives(50_000) + "\"}")).isEqualTo(400);
      assertThat(status(server, "a + ".repeat(1 << 18) + "a")).isEqualTo(400);
      assertThat(status(server, "count_over_time(vector(1)[100y:1ms])")).isEqualTo(422);
      assertThat(status(server, "vector(1)" + " or vector(1)".repeat(900))).isEqualTo(200);
      assertThat(status(server, "1")).isEqualTo(200);
    }
  }

  @Test
  void whatIsTypedIntoAnAddressNeedNotBeAUri() throws Exception {
    try (Exporter exporter = new Exporter("a{x=\"1|2\"} 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      server.queryUntil("a", result -> !result.isEmpty());
      assertThat(typed(server, "/api/v1/query?query=a{x=\"1|2\"}")).contains("200 OK", "1|2");
      assertThat(typed(server, "/api/v1/series?match[]=a{x=~\"1.2\"}")).contains("200 OK", "1|2");
      assertThat(typed(server, "/api/v1/query?query=a%zz")).contains("400 Bad Request", "query");
      assertThat(typed(server, "/push/metrics/job/%zz"))
          .contains("400 Bad Request", "% in the path");
    }
  }

  @Test
  void noAddressThatIsMadeUpBecomesASeries() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      for (String method : List.of("OPTIONS", "GET", "DELETE")) {
        for (String path : List.of("/", "/api/v1/", "/-/", "/push/", "/metrics/")) {
          server.send(method, path + "made-up-" + method, "");
        }
      }
      assertThat(server.get("/metrics").body())
          .contains("prometheus_http_requests_total")
          .doesNotContain("made-up");
    }
  }

  private static String typed(RunningServer server, String address) throws Exception {
    String request = "GET " + address + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String alternatives(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining("|"));
  }

  private static int status(RunningServer server, String query) throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/api/v1/query",
            "query=" + RunningServer.encoded(query),
            "Content-Type",
            "application/x-www-form-urlencoded");
    return answer.statusCode();
  }
}
