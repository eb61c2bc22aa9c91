package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Needed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private String dom(String url) throws Exception {
    Optional<String> browser = browser();
    Needed.that(
        browser.isPresent(), () -> "chromium is not installed: run localstack/install.sh chromium");
    Process process =
        new ProcessBuilder(
                browser.get(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("chromium"),
                "--virtual-time-budget=8000",
                "--dump-dom",
                url)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String dom = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return dom;
  }

  private static Optional<String> browser() {
    return List.of("chromium", "chromium-browser", "google-chrome").stream()
        .flatMap(
            name ->
                List.of(System.getenv("PATH").split(":")).stream().map(path -> path + "/" + name))
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }
}
