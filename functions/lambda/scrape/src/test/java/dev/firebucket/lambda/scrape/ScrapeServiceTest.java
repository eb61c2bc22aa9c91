package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.DelayedRun;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrapeServiceTest {
  private static final Instant START = Instant.parse("2026-11-29T18:00:00Z");
  private static final byte[] BODY = "a 1\n".getBytes(StandardCharsets.UTF_8);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final List<DelayedRun> laid = new ArrayList<>();
  private final List<SampleBatch> stored = new ArrayList<>();
  private boolean queueRefuses;
  private boolean bucketRefuses;
  private Instant now = START;
  @TempDir Path folder;

  @BeforeEach
  void configure() {
    store.put(
        "config/prometheus.yml",
        "scrape_configs: [{job_name: a, scrape_interval: 15s, static_configs: [{targets: ['t:1']}]}]"
            .getBytes(StandardCharsets.UTF_8));
  }

  private List<RunQueue.Refused> lay(List<DelayedRun> runs) {
    if (queueRefuses) {
      return runs.stream().map(run -> new RunQueue.Refused(run, "gone", false)).toList();
    }
    laid.addAll(runs);
    return List.of();
  }

  private CompletableFuture<Void> write(List<SampleBatch> samples) {
    if (bucketRefuses) {
      return CompletableFuture.failedFuture(new IOException("503 Slow Down"));
    }
    samples.stream().filter(batch -> !batch.isEmpty()).forEach(stored::add);
    return CompletableFuture.completedFuture(null);
  }

  private ScrapeService service(boolean withQueue) {
    RoundTime time = RoundTime.of(() -> now);
    DeployedSettings settings =
        new DeployedSettings("memory", Optional.empty(), "config/prometheus.yml", folder);
    return new ScrapeService(
        new ScrapeService.Parts(
            new DeployedConfig(store, settings, Duration.ZERO, time),
            target -> new ScrapedBody(BODY, BODY.length, "text/plain; version=0.0.4"),
            this::write,
            store,
            withQueue ? Optional.of(this::lay) : Optional.empty(),
            RoundOptions.of("test"),
            BackOff.NONE,
            time));
  }

  private static ScrapeAnswer handle(ScrapeService service, String event) throws Exception {
    return service.handle(event.getBytes(StandardCharsets.UTF_8));
  }

  private static String minute(Instant time, int interval, int shards) {
    return "{\"time\":\"%s\",\"interval\":%d,\"shards\":%d,\"fanOut\":true}"
        .formatted(time, interval, shards);
  }

  @Test
  void theMinuteLaysTheOtherRunsAndDoesItsOwn() throws Exception {
    ScrapeAnswer answer = handle(service(true), minute(START, 15, 1));
    assertThat(answer.laid()).isEqualTo(3).isEqualTo(laid.size());
    assertThat(answer.targets()).isEqualTo(1);
    assertThat(answer.up()).isEqualTo(1);
    assertThat(answer.problems()).isEmpty();
    assertThat(stored).hasSize(1);
  }

  @Test
  void theSameMinuteAgainScrapesNothingAgain() throws Exception {
    ScrapeService service = service(true);
    handle(service, minute(START, 15, 1));
    ScrapeAnswer again = handle(service, minute(START, 15, 1));
    assertThat(again.problems())
        .containsExactly(
            "repeated: the run of 2026-11-29T18:00:00Z is done already, its samples are stored");
    assertThat(stored).hasSize(1);
  }

  @Test
  void runsThatCannotBeLaidFailTheInvocationButNotTheScrape() {
    queueRefuses = true;
    assertThatThrownBy(() -> handle(service(true), minute(START, 15, 1)))
        .hasMessage(
            "3 of 3 runs could not be laid into the queue and do not take place unless this event is tried again; that of 2026-11-29T18:00:15Z of shard 0/1: gone");
    assertThat(stored).hasSize(1);
  }

  @Test
  void samplesThatCannotBeStoredFailTheInvocationAndTheSameEventStoresThem() throws Exception {
    ScrapeService service = service(true);
    bucketRefuses = true;
    assertThatThrownBy(() -> handle(service, minute(START, 60, 1)))
        .hasMessage(
            "the run of 2026-11-29T18:00:00Z with 6 samples could not be stored: 503 Slow Down");
    bucketRefuses = false;
    assertThat(handle(service, minute(START, 60, 1)).samples()).isEqualTo(6);
    assertThat(stored).hasSize(1);
  }

  @Test
  void aScheduleAnHourLateScrapesNothingAndSaysAndCountsWhichRunsAreMissed() throws Exception {
    now = START.plusSeconds(3600);
    ScrapeService service = service(true);
    ScrapeAnswer answer = handle(service, minute(START, 30, 1));
    assertThat(MetricFamilies.of(List.of(service.missed())).getFirst().points())
        .containsExactly(new MetricFamily.Point(LabelSet.EMPTY, 2));
    assertThat(answer.problems())
        .containsExactly(
            "missed: the schedule of 2026-11-29T18:00:00Z came too late for the run of 2026-11-29T18:00:30Z of shard 0/1",
            "missed: the event planned for 2026-11-29T18:00:00Z arrived at 2026-11-29T19:00:00Z, more than a tick of 30s away; nothing was scraped");
    assertThat(laid).isEmpty();
    assertThat(stored).isEmpty();
  }

  @Test
  void withoutAQueueThereAreRunsOfWholeMinutesOnly() throws Exception {
    ScrapeAnswer answer = handle(service(false), minute(START, 15, 1));
    assertThat(answer.lessOften()).containsExactly("a: each PT1M instead of PT15S");
    assertThat(stored).hasSize(1);
    now = START.plusSeconds(60);
    assertThat(handle(service(false), minute(now, 90, 1)).targets()).isZero();
    now = START.plusSeconds(120);
    assertThat(handle(service(false), minute(now, 90, 1)).targets()).isEqualTo(1);
  }

  @Test
  void shardsNeedAQueue() {
    assertThatThrownBy(() -> handle(service(false), minute(START, 60, 4)))
        .hasMessage(
            "FIREBUCKET_SCRAPE_QUEUE is not set, but 4 shards need a queue: set it, or deploy one shard");
  }
}
