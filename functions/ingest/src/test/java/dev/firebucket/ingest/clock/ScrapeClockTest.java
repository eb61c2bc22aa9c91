package dev.firebucket.ingest.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ScrapeClockTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final TargetServer server = new TargetServer();
  private final CollectingWriter writer = new CollectingWriter();
  private final ClockDriver driver = new ClockDriver(Instant.parse("2026-11-22T18:00:00Z"), writer);
  private final ManualTimer timer = driver.timer;
  private final ScrapeClock scrapes = driver.scrapes;
  @TempDir Path folder;

  @AfterEach
  void close() {
    driver.close();
    server.close();
  }

  private void apply(String jobs) {
    scrapes.apply(
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

  @Test
  void itTellsHowFarApartTheScrapesOfATargetAre() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "x 1\n");
    apply(job("a", "/a"));
    driver.pass(35);

    assertThat(driver.intervals).hasSizeBetween(2, 3).containsOnly("PT10S PT10S");
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
  void theSeriesOfATargetThatIsRemovedEndAfterTwoIntervals() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n").exposes("/b", TargetServer.TEXT, "b 1\n");
    apply(job("a", "/a") + job("b", "/b"));
    driver.pass(9);
    long lastOfB = times("b").getLast();
    apply(job("a", "/a"));
    assertThat(scrapes.activeTargets()).hasSize(1);
    driver.awaitQuiet();
    driver.pass(9);
    assertThat(staleMarkers("b")).isZero();
    timer.advance(Duration.ofSeconds(13));
    driver.awaitQuiet();
    assertThat(staleMarkers("b")).isEqualTo(1);
    assertThat(staleMarkers("up")).isEqualTo(1);
    assertThat(times("b").getLast()).isEqualTo(lastOfB + 10_000);
    assertThat(staleMarkers("a")).isZero();
  }

  @Test
  void aTargetThatComesBackInTimeIsNotMarked() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n");
    apply(job("a", "/a"));
    driver.pass(10);
    apply("");
    driver.awaitQuiet();
    apply(job("a", "/a"));
    driver.pass(10);
    timer.advance(Duration.ofSeconds(13));
    driver.awaitQuiet();
    assertThat(staleMarkers("a")).isZero();
    assertThat(staleMarkers("up")).isZero();
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).contains("a", "up");
  }

  @Test
  void changedTargetFilesAreFollowed() throws Exception {
    server.exposes("a 1\n");
    Path file = Files.writeString(folder.resolve("t.json"), "[]");
    apply("- {job_name: a, file_sd_configs: [{files: [t.json]}]}\n");
    assertThat(scrapes.activeTargets()).isEmpty();
    Files.writeString(file, "[{\"targets\": [\"" + server.address() + "\", \"dropped:80\"]}]");
    driver.awaitQuiet();
    timer.advance(Duration.ofSeconds(5));
    while (scrapes.activeTargets().isEmpty()) {
      Thread.sleep(5);
    }
    assertThat(scrapes.activeTargets()).hasSize(2);
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
    driver.pass(10);
    assertThat(scrapes.droppedTargets()).hasSize(1);
    assertThat(scrapes.droppedTargetCounts()).isEqualTo(Map.of("a", 1));
    assertThat(scrapes.metadata()).hasSize(1);
    assertThat(scrapes.metadata().getFirst().metadata().getFirst().help()).isEqualTo("Text.");
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
    scrapes.close();
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

  @Test
  void aSlowTargetDoesNotDelayTheOthers() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    server.handles("/slow", exchange -> await(answered)).exposes("/a", TargetServer.TEXT, "a 1\n");
    apply(
        job("slow", "/slow").replace("{job_name", "{scrape_timeout: 10s, job_name")
            + job("a", "/a"));
    long deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    while (times("a").size() < 3 && System.nanoTime() < deadline) {
      timer.advance(STEP);
      Thread.sleep(10);
    }
    assertThat(times("a")).hasSize(3);
    assertThat(times("up")).as("the slow target has not answered").hasSize(3);
    answered.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTimerThatWakesLateGivesThePlannedTimeAndLeavesOutWhatHasPassed() throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n");
    apply(job("a", "/a"));
    driver.pass(9);
    long planned = times("a").getFirst();
    driver.awaitQuiet();
    timer.advance(Duration.ofMillis(planned + 37_400 - timer.instant().toEpochMilli()));
    driver.awaitQuiet();
    assertThat(times("a")).containsExactly(planned, planned + 30_000);
    assertThat(scrapes.counters().skipped()).isEqualTo(2);
    assertThat(scrapes.activeTargets().getFirst().lastScrape())
        .as("the API shows when it really began")
        .isEqualTo(timer.instant());
  }
}
