package dev.firebucket.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.alerting.status.AlertmanagerMetrics;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.storage.model.LabelSet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;
  private HttpServer server;
  private HttpClientFactory clients;
  private Notifier notifier;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/am/api/v2/alerts",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    clients = new HttpClientFactory();
    notifier = new Notifier(clients, InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    clients.close();
    server.stop(0);
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private PrometheusConfig config(String text) throws Exception {
    return new ConfigLoader().loadText(folder.resolve("prometheus.yml"), text);
  }

  private static Notification alert(String name) {
    return new Notification(
        LabelSet.of("alertname", name, "region", "own"),
        Map.of("text", "é\n"),
        NOW,
        NOW.plusSeconds(240),
        "http://fire.example/graph");
  }

  @Test
  void whatIsStartedIsOnItsWayAndAFlushEndsWhatHangs() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          try {
            var _ = hanging.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    other.start();
    try {
      notifier.apply(
          config(
              """
              alerting:
                alertmanagers:
                - static_configs: [{targets: ['127.0.0.1:%d']}]
                - path_prefix: /am
                  static_configs: [{targets: ['%s']}]
              """
                  .formatted(other.getAddress().getPort(), address())));
      notifier.send(List.of(alert("A")));
      notifier.start();
      awaitBodies(1);
      notifier.send(List.of(alert("B")));
      notifier.start();
      awaitBodies(2);

      long began = System.nanoTime();
      Notifier.Flush flush = notifier.flush(Duration.ofMillis(200));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(flush.waiting()).as("one is with the Alertmanager that hangs").isEqualTo(2);
      assertThat(notifier.sent()).isEqualTo(2);
    } finally {
      hanging.countDown();
      other.stop(0);
    }
  }

  @Test
  void aFlushWaitsForWhatIsUnderWayAndReportsItAsSent() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    server.createContext(
        "/slow",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          try {
            var _ = answered.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    notifier.apply(
        config(
            "alerting: {alertmanagers: [{path_prefix: /slow, static_configs: [{targets: ['"
                + address()
                + "']}]}]}\n"));
    notifier.send(List.of(alert("A")));
    notifier.start();
    awaitBodies(1);
    assertThat(notifier.metrics().getFirst().queueLength()).as("taken out").isZero();

    assertThat(notifier.flush(Duration.ofMillis(100))).isEqualTo(new Notifier.Flush(0, 1));
    Thread.startVirtualThread(
        () -> {
          try {
            Thread.sleep(300);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          answered.countDown();
        });
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
    assertThat(bodies).hasSize(1);
  }

  private void awaitBodies(int count) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (bodies.size() < count && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(bodies).hasSize(count);
  }

  @Test
  void alertsAreWrittenAsTheApiWantsThem() throws Exception {
    notifier.apply(
        config(
            "global: {external_labels: {region: eu, zone: z}}\nalerting:\n  alertmanagers:\n"
                + "  - path_prefix: /am\n    static_configs: [{targets: ['"
                + address()
                + "']}]\n"));
    notifier.send(List.of(alert("A")));
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
    assertThat(bodies)
        .containsExactly(
            "[{\"annotations\":{\"text\":\"é\\n\"},\"endsAt\":\"2026-01-01T12:04:00.000Z\","
                + "\"startsAt\":\"2026-01-01T12:00:00.000Z\","
                + "\"generatorURL\":\"http://fire.example/graph\","
                + "\"labels\":{\"alertname\":\"A\",\"region\":\"own\",\"zone\":\"z\"}}]");
  }

  @Test
  void alertsGoInBatchesOfSixtyFour() throws Exception {
    notifier.apply(oneAlertmanager(""));
    notifier.send(IntStream.range(0, 130).mapToObj(i -> alert("A" + i)).toList());
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(130, 0));
    assertThat(bodies).hasSize(3);
  }

  private PrometheusConfig oneAlertmanager(String more) throws Exception {
    return config(
        "alerting:\n"
            + more
            + "  alertmanagers:\n  - path_prefix: /am\n    static_configs: [{targets: ['"
            + address()
            + "']}]\n");
  }

  @Test
  void whatAnAlertmanagerCouldNotTakeWaitsForTheNextFlush() throws Exception {
    notifier.apply(oneAlertmanager(""));
    answer = 503;
    notifier.send(List.of(alert("A")));
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(0, 1));
    answer = 200;
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
  }

  @Test
  void whatAnAlertmanagerRefusesForGoodIsDroppedAndCounted() throws Exception {
    notifier.apply(oneAlertmanager(""));
    answer = 400;
    notifier.send(List.of(alert("A")));
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(0, 0));
    AlertmanagerMetrics metrics = notifier.metrics().getFirst();
    assertThat(metrics.errors()).isEqualTo(1);
    assertThat(metrics.dropped()).isEqualTo(1);
  }

  @Test
  void anAlertmanagerThatIsAwayDoesNotKeepAlertsFromTheOthers() throws Exception {
    notifier.apply(
        config(
            "alerting:\n  alertmanagers:\n  - path_prefix: /am\n    timeout: 1s\n"
                + "    static_configs: [{targets: ['127.0.0.1:1', '"
                + address()
                + "']}]\n"));
    notifier.send(List.of(alert("A")));
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 1));
    assertThat(bodies).hasSize(1);
  }

  @Test
  void aFullQueueLosesItsOldestAlertsAndCountsThem() throws Exception {
    notifier.apply(oneAlertmanager(""));
    notifier.send(IntStream.range(0, 10_005).mapToObj(i -> alert("A" + i)).toList());
    AlertmanagerMetrics metrics = notifier.metrics().getFirst();
    assertThat(metrics.queueLength()).isEqualTo(10_000);
    assertThat(metrics.dropped()).isEqualTo(5);
  }

  @Test
  void relabellingChangesAndDropsAlerts() throws Exception {
    notifier.apply(
        oneAlertmanager(
            "  alert_relabel_configs:\n"
                + "  - {source_labels: [alertname], regex: Quiet, action: drop}\n"
                + "  - {regex: region, action: labeldrop}\n"));
    notifier.send(List.of(alert("Quiet"), alert("Loud")));
    notifier.flush();
    assertThat(bodies).hasSize(1);
    assertThat(bodies.getFirst()).contains("Loud").doesNotContain("Quiet").doesNotContain("own");
  }

  @Test
  void alertmanagersComeFromFilesAndRelabellingTakesSomeOut() throws Exception {
    Files.writeString(folder.resolve("am.json"), "[{\"targets\": [\"a:9093\", \"b:9093\"]}]");
    notifier.apply(
        config(
            "alerting:\n  alertmanagers:\n  - scheme: https\n    file_sd_configs: [{files:"
                + " [am.json]}]\n    relabel_configs: [{source_labels: [__address__], regex:"
                + " 'b:.*', action: drop}]\n"));
    assertThat(notifier.status().active())
        .containsExactly(URI.create("https://a:9093/api/v2/alerts"));
    assertThat(notifier.status().dropped())
        .containsExactly(URI.create("https://b:9093/api/v2/alerts"));
  }

  @Test
  void aFileOfAlertmanagersIsReadAgainAndABrokenOneKeepsItsLastGoodContent() throws Exception {
    Path file = folder.resolve("am.json");
    Files.writeString(file, "[{\"targets\": [\"a:9093\"]}]");
    Instant[] now = {NOW};
    Notifier patient = new Notifier(clients, () -> now[0]);
    patient.apply(
        config(
            "alerting: {alertmanagers: [{file_sd_configs: [{files: [am.json],"
                + " refresh_interval: 30s}]}]}\n"));
    Files.writeString(file, "[{\"targets\": [\"b:9093\"]}]");
    assertThat(patient.status().active()).hasSize(1).first().asString().contains("a:9093");
    now[0] = NOW.plusSeconds(30);
    assertThat(patient.status().active()).hasSize(1).first().asString().contains("b:9093");
    Files.writeString(file, "[{");
    now[0] = NOW.plusSeconds(60);
    assertThat(patient.status().active()).hasSize(1).first().asString().contains("b:9093");
  }

  @Test
  void aReloadKeepsWhatWaitsForAnAlertmanagerThatStays() throws Exception {
    notifier.apply(oneAlertmanager(""));
    answer = 503;
    notifier.send(List.of(alert("A")));
    notifier.flush();
    notifier.apply(oneAlertmanager(""));
    answer = 200;
    assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
  }
}
