package dev.firebucket.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ScrapeManagerTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final TargetServer server = new TargetServer();
  private final HttpClientFactory clients = new HttpClientFactory();
  private final CollectingWriter writer = new CollectingWriter();
  private final ManualTimer timer = new ManualTimer(Instant.parse("2026-11-22T18:00:00Z"));
  private final ScrapeManager manager = new ScrapeManager(clients, this::store, timer, "test");
  @TempDir Path folder;

  private void store(SampleBatch batch) {
    try {
      writer.write(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    manager.close();
    server.close();
    clients.close();
  }

  private void apply(String jobs) {
    manager.apply(
        Configs.load(
            folder,
            "global: {scrape_interval: 10s, scrape_timeout: 5s}\nscrape_configs:\n" + jobs));
  }

  private String job(String name, String path) {
    return "- {job_name: "
        + name
        + ", metrics_path: "
        + path
        + ", static_configs: [{targets: ['"
        + server.address()
        + "']}]}\n";
  }

  /// Lets seconds pass, one at a time; after each the loops do what is due.
  private void pass(int seconds, int threads) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      timer.awaitSleepers(threads);
      timer.advance(STEP);
    }
    timer.awaitSleepers(threads);
  }

  private List<Long> times(String metric) {
    List<Long> times = new ArrayList<>();
    for (SampleBatch object : writer.objects()) {
      for (SampleBatch.Series series : object.series()) {
        if (series.labels().metricName().equals(metric)) {
          for (int i = 0; i < series.size(); i++) {
            times.add(series.timestamp(i));
          }
        }
      }
    }
    return times;
  }

  private long staleMarkers(String metric) {
    return writer.objects().stream()
        .flatMap(object -> object.series().stream())
        .filter(series -> series.labels().metricName().equals(metric))
        .filter(series -> StaleMarker.is(series.value(0)))
        .count();
  }

  @Test
  void eachTargetIsScrapedOnItsOwnInterval() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n").exposes("/b", TargetServer.TEXT, "b 1\n");
    apply(job("a", "/a") + job("b", "/b").replace("{job_name", "{scrape_interval: 20s, job_name"));
    assertThat(manager.activeTargets())
        .extracting(TargetStatus::health)
        .containsOnly(TargetHealth.UNKNOWN);
    pass(59, 3);
    assertThat(times("a")).hasSize(6);
    assertThat(times("b")).hasSize(3);
    List<Long> times = times("a");
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isEqualTo(10_000);
    }
    assertThat(manager.activeTargets()).allMatch(status -> status.health() == TargetHealth.UP);
    assertThat(manager.counters().scrapes()).isEqualTo(9);
    assertThat(manager.counters().skipped()).isZero();
  }

  @Test
  void aFailingTargetShowsItsError() throws Exception {
    apply(job("a", "/missing"));
    pass(9, 2);
    TargetStatus status = manager.activeTargets().getFirst();
    assertThat(status.health()).isEqualTo(TargetHealth.DOWN);
    assertThat(status.lastError()).isEqualTo("server returned HTTP status 404 Not Found");
    assertThat(status.lastScrape()).isNotNull();
    assertThat(manager.counters().failures()).isEqualTo(1);
  }

  @Test
  void failuresAreLoggedToTheFileOfTheJob() throws Exception {
    apply(job("a", "/missing").replace("{job_name", "{scrape_failure_log_file: f.log, job_name"));
    pass(19, 2);
    assertThat(Files.readAllLines(folder.resolve("f.log")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"msg\":\"server returned HTTP status 404 Not Found\""))
        .allMatch(line -> line.contains("\"job_name\":\"a\""));
  }

  @Test
  void theSeriesOfATargetThatIsRemovedEndAfterTwoIntervals() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n").exposes("/b", TargetServer.TEXT, "b 1\n");
    apply(job("a", "/a") + job("b", "/b"));
    pass(9, 3);
    long lastOfB = times("b").getLast();
    apply(job("a", "/a"));
    assertThat(manager.activeTargets()).hasSize(1);
    timer.awaitSleepers(3);
    pass(9, 3);
    assertThat(staleMarkers("b")).isZero();
    timer.advance(Duration.ofSeconds(13));
    timer.awaitSleepers(2);
    assertThat(staleMarkers("b")).isEqualTo(1);
    assertThat(staleMarkers("up")).isEqualTo(1);
    assertThat(times("b").getLast()).isEqualTo(lastOfB + 10_000);
    assertThat(staleMarkers("a")).isZero();
  }

  @Test
  void aTargetThatComesBackInTimeIsNotMarked() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n");
    apply(job("a", "/a"));
    pass(10, 2);
    apply("");
    timer.awaitSleepers(2);
    apply(job("a", "/a"));
    pass(10, 3);
    timer.advance(Duration.ofSeconds(13));
    timer.awaitSleepers(2);
    assertThat(staleMarkers("a")).isZero();
    assertThat(staleMarkers("up")).isZero();
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).contains("a", "up");
  }

  @Test
  void aReloadKeepsTheRhythmOfWhatStays() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\nx 1\n");
    apply(job("a", "/a"));
    pass(9, 2);
    apply(
        job("a", "/a")
            .replace(
                "{job_name",
                "{metric_relabel_configs: [{source_labels: [__name__], regex: x, action: drop}],"
                    + " job_name"));
    pass(10, 2);
    assertThat(times("a")).hasSize(2);
    assertThat(times("a").get(1) - times("a").get(0)).isEqualTo(10_000);
    assertThat(staleMarkers("x")).isEqualTo(1);
    assertThat(staleMarkers("a")).isZero();
  }

  @Test
  void changedTargetFilesAreFollowed() throws Exception {
    server.exposes("a 1\n");
    Path file = Files.writeString(folder.resolve("t.json"), "[]");
    apply("- {job_name: a, file_sd_configs: [{files: [t.json]}]}\n");
    assertThat(manager.activeTargets()).isEmpty();
    Files.writeString(file, "[{\"targets\": [\"" + server.address() + "\", \"dropped:80\"]}]");
    timer.awaitSleepers(1);
    timer.advance(Duration.ofSeconds(5));
    while (manager.activeTargets().isEmpty()) {
      Thread.sleep(5);
    }
    assertThat(manager.activeTargets()).hasSize(2);
  }

  @Test
  void droppedTargetsAndMetadataAreShown() throws Exception {
    server.exposes("# HELP a Text.\n# TYPE a gauge\na 1\n");
    apply(
        "- job_name: a\n"
            + "  static_configs: [{targets: ['"
            + server.address()
            + "', 'other:80']}]\n"
            + "  relabel_configs: [{source_labels: [__address__], regex: 'other.*', action: drop}]\n");
    pass(10, 2);
    assertThat(manager.droppedTargets()).hasSize(1);
    assertThat(manager.droppedTargetCounts()).isEqualTo(Map.of("a", 1));
    assertThat(manager.metadata()).hasSize(1);
    assertThat(manager.metadata().getFirst().metadata().getFirst().help()).isEqualTo("Text.");
  }

  @Test
  void closingEndsSoonAndWritesNoMarkers() throws Exception {
    server.handles("/slow", exchange -> sleep()).exposes("/a", TargetServer.TEXT, "a 1\n");
    apply(job("slow", "/slow") + job("a", "/a"));
    for (int i = 0; i < 10; i++) {
      timer.advance(STEP);
      Thread.sleep(20);
    }
    long start = System.nanoTime();
    manager.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(staleMarkers("a")).isZero();
  }

  private static void sleep() {
    try {
      Thread.sleep(3000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
