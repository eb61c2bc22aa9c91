package dev.firebucket.ingest.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.ingest.clock.ClockDriver;
import dev.firebucket.ingest.event.EventDriver;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.RoundDriver;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The round, over each of its drivers.
@Timeout(60)
final class ScrapeRoundTest {
  private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

  enum Driver {
    CLOCK,
    EVENT;

    RoundDriver open(CollectingWriter writer) {
      return switch (this) {
        case CLOCK -> new ClockDriver(START, writer);
        case EVENT -> new EventDriver(START, writer);
      };
    }
  }

  private final TargetServer server = new TargetServer();
  private final CollectingWriter writer = new CollectingWriter();
  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private PrometheusConfig config(String jobs) {
    return Configs.load(
        folder, "global: {scrape_interval: 10s, scrape_timeout: 5s}\nscrape_configs:\n" + jobs);
  }

  private String job(String name, String path, String settings) {
    return "- {job_name: %s, metrics_path: %s, static_configs: [{targets: ['%s']}]%s}\n"
        .formatted(name, path, server.address(), settings.isEmpty() ? "" : ", " + settings);
  }

  private List<Long> times(String metric) {
    List<Long> times = new ArrayList<>();
    for (SampleBatch object : writer.objects()) {
      for (SampleBatch.Series series : object.series()) {
        for (int i = 0; i < series.size(); i++) {
          if (series.labels().metricName().equals(metric)) {
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

  @ParameterizedTest
  @EnumSource
  void eachTargetIsScrapedAtItsOwnMoments(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n").exposes("/b", TargetServer.TEXT, "b 1\n");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("a", "/a", "") + job("b", "/b", "scrape_interval: 20s")));
      rounds.pass(59);
      assertThat(rounds.targets()).allMatch(status -> status.health() == TargetHealth.UP);
    }
    assertThat(times("a")).hasSize(6);
    assertThat(times("b")).hasSize(3);
    for (int i = 1; i < 6; i++) {
      assertThat(times("a").get(i) - times("a").get(i - 1)).isEqualTo(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTargetThatFailsShowsItsErrorAndStopsNoOther(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("bad", "/missing", "") + job("good", "/a", "")));
      rounds.pass(9);
      TargetStatus bad =
          rounds.targets().stream()
              .filter(status -> status.health() == TargetHealth.DOWN)
              .findFirst()
              .orElseThrow();
      assertThat(bad.lastError()).isEqualTo("server returned HTTP status 404 Not Found");
      assertThat(bad.lastScrape()).isBetween(START, START.plusSeconds(9));
    }
    assertThat(times("a")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void moreTargetsThanTheLimitOfTheirJobAreAllDown(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n");
    String two = job("a", "/a", "target_limit: 1").replace("']}]", "', '127.0.0.1:1']}]");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(two));
      rounds.pass(9);
      assertThat(rounds.targets())
          .extracting(TargetStatus::lastError)
          .containsExactly(
              "target_limit exceeded (number of targets: 2, limit: 1)",
              "target_limit exceeded (number of targets: 2, limit: 1)");
    }
    assertThat(times("a")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void failuresAreLoggedToTheFileOfTheJob(Driver driver) throws Exception {
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("a", "/missing", "scrape_failure_log_file: f.log")));
      rounds.pass(19);
    }
    assertThat(Files.readAllLines(folder.resolve("f.log")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"msg\":\"server returned HTTP status 404 Not Found\""))
        .allMatch(line -> line.contains("\"job_name\":\"a\""));
  }

  @ParameterizedTest
  @EnumSource
  void aSeriesThatVanishesEndsAtTheNextPlannedTime(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\nb 1\n");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("a", "/a", "")));
      rounds.pass(9);
      server.exposes("/a", TargetServer.TEXT, "a 1\n");
      rounds.pass(20);
    }
    assertThat(staleMarkers("b")).isEqualTo(1);
    assertThat(times("b")).hasSize(2).last().isEqualTo(times("a").get(1));
  }

  @ParameterizedTest
  @EnumSource
  void theSeriesOfATargetThatIsGoneEndOnceAndThoseOfTheOthersGoOn(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\n").exposes("/b", TargetServer.TEXT, "b 1\n");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("a", "/a", "") + job("b", "/b", "")));
      rounds.pass(9);
      rounds.apply(config(job("a", "/a", "")));
      rounds.pass(40);
    }
    assertThat(staleMarkers("b")).isEqualTo(1);
    assertThat(staleMarkers("up")).isEqualTo(1);
    assertThat(staleMarkers("a")).isZero();
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).contains("a", "up");
  }

  @ParameterizedTest
  @EnumSource
  void aReloadKeepsTheMomentsOfWhatStaysAndEndsWhatIsDropped(Driver driver) throws Exception {
    server.exposes("/a", TargetServer.TEXT, "a 1\nx 1\n");
    try (RoundDriver rounds = driver.open(writer)) {
      rounds.apply(config(job("a", "/a", "")));
      rounds.pass(9);
      String dropping =
          "metric_relabel_configs: [{source_labels: [__name__], regex: x, action: drop}]";
      rounds.apply(config(job("a", "/a", dropping)));
      rounds.pass(10);
    }
    assertThat(times("a")).hasSize(2);
    assertThat(times("a").get(1) - times("a").get(0)).isEqualTo(10_000);
    assertThat(staleMarkers("x")).isEqualTo(1);
    assertThat(staleMarkers("a")).isZero();
  }

  @Test
  void bothDriversGiveTheSameSamples() throws Exception {
    StringBuilder jobs = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      String interval = i % 3 == 0 ? "scrape_interval: 20s" : "extra_scrape_metrics: true";
      jobs.append(job("job" + i, "/" + i, i == 5 ? "sample_limit: 2" : interval));
    }
    List<String> byClock = samplesOf(Driver.CLOCK, jobs.toString());
    List<String> byEvents = samplesOf(Driver.EVENT, jobs.toString());
    assertThat(byClock).hasSizeGreaterThan(500);
    assertThat(byEvents).isEqualTo(byClock);
  }

  /// Of a minute in which targets count their scrapes, drop series now and then, and fail.
  private List<String> samplesOf(Driver driver, String jobs) throws Exception {
    for (int i = 0; i < 12; i++) {
      AtomicInteger scrapes = new AtomicInteger();
      boolean failing = i == 7;
      server.handles(
          "/" + i,
          exchange -> {
            int count = scrapes.incrementAndGet();
            String body = "a " + count + "\n" + (count % 2 == 0 ? "b 1\nc 1\n" : "");
            int status = failing && count % 3 == 0 ? 500 : 200;
            TargetServer.send(
                exchange, status, TargetServer.TEXT, body.getBytes(StandardCharsets.UTF_8));
          });
    }
    CollectingWriter samples = new CollectingWriter();
    try (RoundDriver rounds = driver.open(samples)) {
      rounds.apply(config(jobs));
      rounds.pass(59);
    }
    return samples.collapsed();
  }
}
