package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged app, from outside.
class UpIT {
  @TempDir private Path folder;

  @Test
  void whatIsScrapedIsAnswered() throws Exception {
    try (Exporter exporter = new Exporter("demo_answers 42\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      JsonNode found = server.queryUntil("demo_answers", result -> !result.isEmpty());

      assertThat(found.get(0).get("metric").get("job").asText()).isEqualTo("test");
      assertThat(found.get(0).get("value").get(1).asText()).isEqualTo("42");
      assertThat(server.query("up").get(0).get("value").get(1).asText()).isEqualTo("1");
      JsonNode target = server.data("/api/v1/targets").get("activeTargets").get(0);
      assertThat(target.get("health").asText()).isEqualTo("up");
      assertThat(target.get("scrapeUrl").asText())
          .isEqualTo("http://" + exporter.address() + "/metrics");
    }
  }

  @Test
  void aPushedGroupIsShownAndSurvivesKill9() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n")) {
      Path config = exporter.config(folder, "");
      Path data = folder.resolve("data");
      try (RunningServer server = RunningServer.start(config, data)) {
        HttpResponse<String> pushed =
            server.send("PUT", "/push/metrics/job/backup", "backup_bytes 7\n");
        assertThat(pushed.statusCode()).isEqualTo(200);
        server.kill();
      }
      try (RunningServer server = RunningServer.start(config, data)) {
        assertThat(server.get("/push/metrics").body())
            .contains("backup_bytes{instance=\"\",job=\"backup\"} 7");
      }
    }
  }

  @Test
  void whatAQueryHasShownSurvivesKill9() throws Exception {
    try (Exporter exporter = new Exporter("kept 5\n")) {
      Path config = exporter.config(folder, "");
      Path data = folder.resolve("data");
      String shown;
      try (RunningServer server = RunningServer.start(config, data)) {
        shown = server.queryUntil("kept[1h]", result -> !result.isEmpty()).toString();
        server.kill();
      }
      exporter.expose("other 1\n");
      try (RunningServer server = RunningServer.start(config, data)) {
        JsonNode after = server.query("kept[1h]");
        assertThat(after).hasSize(1);
        String first = after.get(0).get("values").get(0).toString();
        assertThat(shown).contains(first);
      }
    }
  }

  @Test
  void remoteWriteIsDurableWhenAnswered() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n")) {
      Path config = exporter.config(folder, "");
      Path data = folder.resolve("data");
      SampleBatch written = new SampleBatch();
      written.append(LabelSet.of("__name__", "written"), System.currentTimeMillis(), 9);
      byte[] body = RemoteWriteBody.of(written);
      try (RunningServer server = RunningServer.start(config, data)) {
        assertThat(server.write(body).statusCode()).isEqualTo(204);
        assertThat(server.send("POST", "/api/v1/write", "no snappy").statusCode())
            .isBetween(400, 499);
        server.kill();
      }
      try (RunningServer server = RunningServer.start(config, data)) {
        assertThat(server.query("written").get(0).get("value").get(1).asText()).isEqualTo("9");
      }
    }
  }

  @Test
  void rulesAreEvaluatedAndAlertsPosted() throws Exception {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: test
          rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: TestIsUp
            expr: up == 1
            annotations: {summary: "{{ $labels.job }} is {{ $value }}"}
        """);
    try (Exporter exporter = new Exporter("a 1\n");
        AlertReceiver alertmanager = new AlertReceiver()) {
      Path config =
          exporter.config(
              folder,
              "rule_files: [rules.yml]\nalerting: {alertmanagers: [{static_configs: [{targets: ['"
                  + alertmanager.address()
                  + "']}]}]}");
      try (RunningServer server = RunningServer.start(config, folder.resolve("data"))) {
        assertThat(server.queryUntil("job:up:sum == 1", result -> !result.isEmpty())).hasSize(1);
        String posted = alertmanager.posted().poll(30, TimeUnit.SECONDS);

        assertThat(posted).contains("TestIsUp").contains("test is 1");
        JsonNode alert = server.data("/api/v1/alerts").get("alerts").get(0);
        assertThat(alert.get("state").asText()).isEqualTo("firing");
        assertThat(alert.get("annotations").get("summary").asText()).isEqualTo("test is 1");
      }
    }
  }

  @Test
  void compactionLosesNothing() throws Exception {
    try (Exporter exporter = new Exporter("kept 5\n")) {
      Path config = exporter.config(folder, "");
      Path data = folder.resolve("data");
      try (RunningServer server = RunningServer.start(config, data)) {
        server.queryUntil("count_over_time(kept[1h]) > 2", result -> !result.isEmpty());
        server.terminate();
      }
      exporter.expose("other 1\n");
      Process compact =
          new ProcessBuilder(RunningServer.command("compact", "--storage=" + data))
              .redirectErrorStream(true)
              .start();
      String said = said(compact);
      assertThat(compact.waitFor()).as(said).isZero();
      assertThat(data.resolve("samples")).isDirectoryRecursivelyContaining("glob:**.parquet");
      try (RunningServer server = RunningServer.start(config, data)) {
        assertThat(server.query("kept[1h]").get(0).get("values").size()).isGreaterThan(2);
      }
    }
  }

  @Test
  void aBadConfigurationAtReloadLeavesTheOldOne() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(
                exporter.config(folder, ""), folder.resolve("data"), "--web.enable-lifecycle")) {
      Files.writeString(
          folder.resolve("prometheus.yml"), "scrape_configs:\n- job_nam: typing error\n");
      HttpResponse<String> refused = server.send("POST", "/-/reload", "");

      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body())
          .contains("prometheus.yml:2:3: field job_nam not found in type config.ScrapeConfig");
      assertThat(server.data("/api/v1/targets").get("activeTargets")).hasSize(1);
      assertThat(server.data("/api/v1/status/runtimeinfo").get("reloadConfigSuccess").asBoolean())
          .isFalse();

      exporter.config(folder, "- job_name: second\n  static_configs: [{targets: ['127.0.0.1:1']}]");
      assertThat(server.send("POST", "/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(server.data("/api/v1/targets").get("activeTargets")).hasSize(2);
    }
  }

  @Test
  void hangupReloads() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      exporter.config(folder, "- job_name: second\n  static_configs: [{targets: ['127.0.0.1:1']}]");
      server.signal("HUP");

      assertThat(server.queryUntil("up{job='second'} == 0", result -> !result.isEmpty()))
          .hasSize(1);
    }
  }

  @Test
  void lifecycleIsRefusedUnlessEnabled() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.send("POST", "/-/reload", "").statusCode()).isEqualTo(403);
      assertThat(server.send("POST", "/-/quit", "").statusCode()).isEqualTo(403);
      assertThat(server.get("/-/quit").statusCode()).isEqualTo(405);
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  /// A second on a machine that is not busy with other tests.
  @Test
  void sigtermEndsItSoonAndOrderly() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.queryUntil("a", result -> !result.isEmpty())).hasSize(1);

      assertThat(server.terminate()).isLessThan(Duration.ofSeconds(5));
      assertThat(server.log()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void aTakenPortIsASentenceAndStatus1() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        ServerSocket taken = new ServerSocket(0)) {
      Process process =
          new ProcessBuilder(
                  RunningServer.command(
                      "up",
                      "--config.file=" + exporter.config(folder, ""),
                      "--storage=" + folder.resolve("data"),
                      "--web.listen-address=127.0.0.1:" + taken.getLocalPort()))
              .redirectErrorStream(true)
              .start();
      String said = said(process);

      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(said.lines().toList())
          .singleElement()
          .asString()
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void aWrongConfigurationIsASentenceAndStatus1() throws Exception {
    Path config = Files.writeString(folder.resolve("wrong.yml"), "global: {scrape_interval: no}\n");
    Process process =
        new ProcessBuilder(
                RunningServer.command(
                    "up",
                    "--config.file=" + config,
                    "--storage=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:0"))
            .redirectErrorStream(true)
            .start();
    String said = said(process);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("wrong.yml:1:").contains("not a valid duration string");
    assertThat(said.lines()).hasSize(1);
  }

  /// A caller that goes away in mid-request must leave nothing behind.
  @Test
  void aClosedConnectionHarmsNobody() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      for (int i = 0; i < 10; i++) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
          OutputStream out = socket.getOutputStream();
          out.write(
              ("GET /api/v1/query?query=sum(count_over_time(up[1h:1s])) HTTP/1.1\r\n"
                      + "Host: a\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
      assertThat(server.query("1").get(1).asText()).isEqualTo("1");
      assertThat(server.get("/metrics").body()).contains("prometheus_engine_queries");
    }
  }

  @Test
  void theStoredFilesAreParquet() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.queryUntil("a", result -> !result.isEmpty())).hasSize(1);
      try (var files = Files.walk(folder.resolve("data/tail"))) {
        List<Path> written = files.filter(Files::isRegularFile).toList();
        assertThat(written).isNotEmpty();
        assertThat(Files.readAllBytes(written.getFirst())).startsWith("PAR1".getBytes());
      }
    }
  }

  private static String said(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void thePageIsServed() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        RunningServer server =
            RunningServer.start(exporter.config(folder, ""), folder.resolve("data"))) {
      assertThat(server.get("/").body()).contains("<title>Firebucket</title>");
      assertThat(URI.create(server.url()).getHost()).isEqualTo("127.0.0.1");
      assertThat(server.get("/plot.js").statusCode()).isEqualTo(200);
    }
  }
}
