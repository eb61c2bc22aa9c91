package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Browser;
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

  private String dom(String url) throws Exception {
    return Browser.dom(url, folder.resolve("chromium"));
  }
}
