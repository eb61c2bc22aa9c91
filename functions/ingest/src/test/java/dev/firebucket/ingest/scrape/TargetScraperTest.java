package dev.firebucket.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.exposition.MetricType;
import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.ingest.testing.TargetServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TargetScraperTest {
  private final TargetServer server = new TargetServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Scraping scraping(String settings) {
    return new Scraping(server.address(), settings);
  }

  private Scraping scraping() {
    return scraping("");
  }

  @Test
  void samplesGetTheLabelsOfTheirTarget() throws Exception {
    server.exposes("a 1\nb{x=\"y\"} 2\n");
    try (Scraping scraping = scraping()) {
      ScrapeOutcome outcome = scraping.at(1000);
      assertThat(Samples.of(outcome.samples()))
          .containsExactly(
              "a{" + scraping.labels() + "} 1.0 @1000",
              "b{" + scraping.labels() + ", x=\"y\"} 2.0 @1000");
      assertThat(Scraping.reports(outcome))
          .containsEntry("up", 1.0)
          .containsEntry("scrape_samples_scraped", 2.0)
          .containsEntry("scrape_samples_post_metric_relabeling", 2.0)
          .containsEntry("scrape_series_added", 2.0)
          .containsKey("scrape_duration_seconds")
          .hasSize(5);
    }
  }

  @Test
  void aSeriesThatVanishesGetsAStaleMarker() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("a 1\nb 2\n");
      scraping.at(1000);
      server.exposes("b 3\n");
      assertThat(scraping.samplesAt(2000))
          .containsExactly(
              "a{" + scraping.labels() + "} stale @2000", "b{" + scraping.labels() + "} 3.0 @2000");
      assertThat(scraping.samplesAt(3000))
          .containsExactly("b{" + scraping.labels() + "} 3.0 @3000");
      server.exposes("a 4\nb 3\n");
      ScrapeOutcome back = scraping.at(4000);
      assertThat(Scraping.reports(back)).containsEntry("scrape_series_added", 1.0);
    }
  }

  @Test
  void aFailedScrapeMarksEverySeries() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("a 1\nb 2\n");
      scraping.at(1000);
      server.exposes("b 3\na x\n");
      ScrapeOutcome failed = scraping.at(2000);
      assertThat(Samples.of(failed.samples()))
          .containsExactly(
              "a{" + scraping.labels() + "} stale @2000",
              "b{" + scraping.labels() + "} stale @2000");
      assertThat(failed.error()).contains("invalid syntax", "(line 2)");
      assertThat(scraping.samplesAt(3000)).isEmpty();
      server.exposes("a 5\nb 6\n");
      ScrapeOutcome good = scraping.at(4000);
      assertThat(Samples.of(good.samples())).hasSize(2);
      assertThat(Scraping.reports(good)).containsEntry("scrape_series_added", 0.0);
    }
  }

  @Test
  void anotherProcessGoesOnWhereTheFirstEnded() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("a 1\nb 2\n");
      scraping.at(1000);
      scraping.restart();
      server.exposes("b 3\nc 1\n");
      ScrapeOutcome outcome = scraping.at(2000);
      assertThat(Samples.of(outcome.samples()))
          .containsExactly(
              "a{" + scraping.labels() + "} stale @2000",
              "b{" + scraping.labels() + "} 3.0 @2000",
              "c{" + scraping.labels() + "} 1.0 @2000");
      assertThat(Scraping.reports(outcome)).containsEntry("scrape_series_added", 1.0);
    }
  }

  @Test
  void seriesWithTimesOfTheirOwnAreNotMarkedUnlessTracked() throws Exception {
    for (String settings : List.of("", "track_timestamps_staleness: true")) {
      try (Scraping scraping = scraping(settings)) {
        server.exposes("a 1 900\n");
        assertThat(scraping.samplesAt(1000))
            .containsExactly("a{" + scraping.labels() + "} 1.0 @900");
        server.exposes("b 1\n");
        assertThat(scraping.samplesAt(2000)).hasSize(settings.isEmpty() ? 1 : 2);
      }
    }
  }

  @Test
  void samplesThatDoNotContinueTheirSeriesAreDroppedAndCounted() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("a 1 5000\na 2 4000\nb 1\nb 2\nc 1 9000000\nd 1 0\n");
      ScrapeOutcome first = scraping.at(7_300_000);
      assertThat(first.counts().outOfBounds()).isEqualTo(4);
      server.exposes("a 1 7000000\nb 1\nb 2\nc 1 9000000\n");
      ScrapeOutcome second = scraping.at(7_300_500);
      assertThat(Samples.of(second.samples())).hasSize(2);
      server.exposes("a 2 7000000\n");
      assertThat(scraping.at(7_301_000).counts().duplicates()).isEqualTo(1);
      server.exposes("a 2 6999999\n");
      assertThat(scraping.at(7_302_000).counts().outOfOrder()).isEqualTo(1);
      server.exposes("a 1 7000000\n");
      ScrapeOutcome same = scraping.at(7_303_000);
      assertThat(same.counts()).isEqualTo(new ScrapeCounts(1, 1, 0, 0, 0, 0));
      assertThat(Samples.of(same.samples())).isEmpty();
    }
  }

  @Test
  void labelsOfTheTargetWinUnlessHonored() throws Exception {
    server.exposes("a{job=\"x\",exported_job=\"y\"} 1\n");
    try (Scraping plain = scraping();
        Scraping honoring = scraping("honor_labels: true")) {
      assertThat(plain.samplesAt(1000))
          .containsExactly(
              "a{exported_exported_job=\"x\", exported_job=\"y\", "
                  + plain.labels()
                  + "} 1.0 @1000");
      assertThat(honoring.samplesAt(1000).getFirst()).contains("job=\"x\"", "exported_job=\"y\"");
    }
  }

  @Test
  void whatIsAskedForCarriesTheHeadersOfTheJob() throws Exception {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    server.handles(
        "/probe",
        exchange -> {
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name, values.getFirst()));
          headers.put("uri", exchange.getRequestURI().toString());
          TargetServer.send(exchange, 200, TargetServer.TEXT, "a 1\n".getBytes());
        });
    String settings =
        """
        metrics_path: /probe
        params: {module: [http 2xx, b*], target: [x]}
        basic_auth: {username: me, password: secret}
        http_headers: {X-Mine: {values: [one]}}
        """;
    try (Scraping scraping = scraping(settings)) {
      assertThat(scraping.at(1000).error()).isNull();
    }
    assertThat(headers)
        .containsEntry("uri", "/probe?module=http+2xx&module=b%2A&target=x")
        .containsEntry(
            "Accept",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                + "application/openmetrics-text;version=0.0.1;q=0.5,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
        .containsEntry("Accept-Encoding", "gzip")
        .containsEntry("X-Prometheus-Scrape-Timeout-Seconds", "2")
        .containsEntry("User-Agent", "test")
        .containsEntry("X-Mine", "one")
        .containsEntry("Authorization", "Basic bWU6c2VjcmV0")
        .doesNotContainKey("Upgrade");
  }

  @Test
  void metadataOfTheLastScrapesIsKept() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("# HELP a Text.\n# TYPE a counter\na 1\n# HELP b Old.\nb 1\n");
      scraping.at(1000);
      server.exposes("# HELP a Newer.\n# TYPE a counter\na 1\n");
      scraping.at(2000);
      assertThat(scraping.memory().metadata())
          .containsExactlyInAnyOrder(
              new MetricMetadata("a", MetricType.COUNTER, "Newer.", ""),
              new MetricMetadata("b", MetricType.UNKNOWN, "Old.", ""));
      for (int i = 0; i < 12; i++) {
        scraping.at(3000 + i);
      }
      assertThat(scraping.memory().metadata())
          .containsExactly(new MetricMetadata("a", MetricType.COUNTER, "Newer.", ""));
    }
  }

  @Test
  void aTargetThatIsGoneLeavesStaleMarkersOnAllItsSeries() throws Exception {
    try (Scraping scraping = scraping("extra_scrape_metrics: true")) {
      server.exposes("a 1\n");
      scraping.at(1000);
      var batch = scraping.memory().markGone(2000, labels -> labels.metricName().equals("up"));
      assertThat(Samples.of(batch)).containsExactly("a{" + scraping.labels() + "} stale @2000");
      assertThat(Samples.reports(batch)).hasSize(7).doesNotContainKey("up");
      assertThat(scraping.memory().markGone(3000, labels -> false).sampleCount())
          .as("whoever could not store the markers asks again")
          .isEqualTo(9);
    }
  }

  @Test
  void rulesThatChangeEndTheSeriesTheyNoLongerMake() throws Exception {
    try (Scraping scraping = scraping()) {
      server.exposes("a 1\nb 1\n");
      scraping.at(1000);
      scraping.reload(
          "metric_relabel_configs: [{source_labels: [__name__], regex: a, action: drop}]");
      assertThat(scraping.samplesAt(2000))
          .containsExactly(
              "a{" + scraping.labels() + "} stale @2000", "b{" + scraping.labels() + "} 1.0 @2000");
    }
  }
}
