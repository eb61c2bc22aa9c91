package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.testsupport.Browser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser.
class PageIT {
  @TempDir private Path folder;

  @Test
  void drawsThePlotOfAQuery() throws Exception {
    try (Exporter exporter = new Exporter("page_test 3\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(
              server.queryUntil("count_over_time(page_test[1m]) > 2", result -> !result.isEmpty()))
          .hasSize(1);
      String dom = dom(server.url() + "/?q=page_test&view=plot&range=300#query");

      assertThat(dom).contains("<svg").contains("class=\"series\"").contains("page_test{");
      assertThat(dom).contains("1/1");
    }
  }

  @Test
  void showsTheSqlOfAQueryAndTheSqlThatGivesItsSamples() throws Exception {
    try (Exporter exporter = new Exporter("page_test 3\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.queryUntil("page_test", result -> !result.isEmpty())).hasSize(1);
      String dom = dom(server.url() + "/?q=sum(page_test)&view=explain#query");

      assertThat(dom).contains("SQL of the query").contains("grid_sum(");
      assertThat(dom)
          .contains("paste it into DuckDB")
          .contains("read_parquet([")
          .contains("page_test");
    }
  }

  @Test
  void showsTargetsWithTheirHealth() throws Exception {
    try (Exporter exporter = new Exporter("page_test 3\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.queryUntil("up == 1", result -> !result.isEmpty())).hasSize(1);
      String dom = dom(server.url() + "/#targets");

      assertThat(dom).contains("state up").contains("http://" + exporter.address() + "/metrics");
    }
  }

  /// As a page on the web would, which a visitor opens whose browser reaches the server.
  @Test
  void aPageOfAnotherOriginChangesNothing() throws Exception {
    try (Exporter exporter = new Exporter("page_test 3\n");
        RunningServer server =
            RunningServer.start(
                exporter.config(folder, ""), folder.resolve("data"), "--web.enable-lifecycle")) {
      HttpServer foreign = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      foreign.createContext("/", exchange -> answer(exchange, ATTACK.formatted(server.url())));
      foreign.start();
      try {
        String dom = dom("http://localhost:" + foreign.getAddress().getPort() + "/");

        assertThat(dom).as("every request was made").contains("asked 4 times");
        assertThat(server.get("/push/metrics").body()).doesNotContain("attacked");
        assertThat(server.get("/-/healthy").statusCode()).as("still here").isEqualTo(200);
        assertThat(
                server.get("/metrics").body().lines().filter(line -> line.contains("code=\"403\"")))
            .as("refused")
            .isNotEmpty();
      } finally {
        foreign.stop(0);
      }
    }
  }

  private static final String ATTACK =
      """
      <!doctype html><p id=p>waiting</p><script>
      const ask = (path, body) => fetch('%1$s' + path, {method: 'POST', mode: 'no-cors', body});
      (async () => {
        let asked = 0;
        for (const [path, body] of [
            ['/push/metrics/job/attacked', 'attacked 1\\n'],
            ['/api/v1/write', new Uint8Array([1, 2, 3])],
            ['/-/reload', ''],
            ['/-/quit', '']]) {
          await ask(path, body).catch(() => {});
          asked++;
        }
        document.getElementById('p').textContent = `asked ${asked} times`;
      })();
      </script>
      """;

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String dom(String url) throws Exception {
    return Browser.dom(url, folder.resolve("chromium"));
  }
}
