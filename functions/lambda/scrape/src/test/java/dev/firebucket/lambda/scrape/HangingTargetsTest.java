package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.ScrapeCounters;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.scrape.ScrapeException;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Targets that take all the time they get, and a run that must end before Lambda ends it.
class HangingTargetsTest {
  private static final Instant START = Instant.parse("2026-11-29T18:00:00Z");
  private static final RoundOptions ONE_AT_A_TIME =
      new RoundOptions(
          1, "test", List.of(), new ScrapeCounters(), RunLimits.FUNCTION, ByteBudget.ofHeap());

  private final VirtualTime time = new VirtualTime(START);
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final List<EventReport> reports = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void aRunWithHangingTargetsEndsAndIsStoredBeforeTheFunctionIsEnded() throws IOException {
    PrometheusConfig config =
        config(
            """
            global: {scrape_interval: 5m, scrape_timeout: 90s}
            scrape_configs:
            - {job_name: hanging, static_configs: [{targets: ['a:1', 'b:1', 'c:1', 'd:1']}]}
            """);
    time.run(() -> scrape(config, Duration.ofMinutes(5)));

    assertThat(reports.getFirst()).isInstanceOf(EventReport.Scraped.class);
    assertThat(((EventReport.Scraped) reports.getFirst()).targets()).hasSize(4);
    assertThat(time.instant()).isBefore(START.plus(RunLimits.FUNCTION.run()).minusSeconds(9));
  }

  private PrometheusConfig config(String yaml) throws IOException {
    store.put("config/prometheus.yml", yaml.getBytes(StandardCharsets.UTF_8));
    DeployedSettings settings =
        new DeployedSettings("memory", Optional.empty(), "config/prometheus.yml", folder);
    return new DeployedConfig(store, settings, Duration.ZERO, time).current().config();
  }

  private void scrape(PrometheusConfig config, Duration tick) {
    ScrapeEvents events =
        new ScrapeEvents(
            config,
            this::hang,
            _ -> CompletableFuture.completedFuture(null),
            store,
            ONE_AT_A_TIME,
            BackOff.NONE,
            time);
    try {
      reports.add(events.scrape(PlannedRound.of(START, tick, 0, 1)));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ScrapedBody hang(Target target) throws ScrapeException {
    time.sleep(RunLimits.FUNCTION.timeout(target));
    throw new ScrapeException("context deadline exceeded");
  }
}
