package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Targets that let a run wait.
@Timeout(60)
final class SlowTargetsTest extends EventProcesses {
  private static final Duration TICK = Duration.ofSeconds(3);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /// A target that answers when it is released, else not at all.
  private void slow() {
    server.handles(
        "/slow",
        exchange -> {
          asked.incrementAndGet();
          try {
            released.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          TargetServer.send(
              exchange, 200, TargetServer.TEXT, "slow 1\n".getBytes(StandardCharsets.UTF_8));
        });
  }

  private String yaml(String timeout) {
    return """
    global: {scrape_interval: 3s, scrape_timeout: 3s}
    scrape_configs:
    - {job_name: fast, static_configs: [{targets: ['%2$s']}]}
    - {job_name: slow, scrape_timeout: %1$s, metrics_path: /slow, static_configs: [{targets: ['%2$s']}]}
    """
        .formatted(timeout, server.address());
  }

  private EventReport.Scraped run(ScrapeEvents service, int tick) throws Exception {
    Instant planned = START.plus(TICK.multipliedBy(tick));
    now = planned;
    return (EventReport.Scraped) service.scrape(PlannedRound.of(planned, TICK, 0, 1));
  }

  @Test
  void fastTargetsAreStoredBeforeSlowOnesAreWaitedFor() throws Exception {
    server.exposes("fast 1\n");
    slow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EventReport.Scraped> run = threads.submit(() -> run(service(yaml("3s")), 0));
      while (writer.objects().isEmpty()) {
        Thread.sleep(10);
      }
      assertThat(run.isDone()).isFalse();
      assertThat(writer.living().keySet())
          .extracting(LabelSet::metricName)
          .contains("fast")
          .doesNotContain("slow");
      released.countDown();
      assertThat(run.get().stored()).isTrue();
    }
    assertThat(writer.objects()).hasSize(2);
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).contains("fast", "slow");
  }

  @Test
  void whereAllTargetsAreFastThereIsOneObject() throws Exception {
    server.exposes("fast 1\n").exposes("/slow", TargetServer.TEXT, "slow 1\n");
    run(service(yaml("3s")), 0);
    assertThat(writer.objects()).hasSize(1);
  }

  /// How often the slow target is asked in each of some runs, each in a process of its own.
  private List<Integer> asked(BackOff backOff, int runs) throws Exception {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      int before = asked.get();
      EventReport.Scraped report = run(service(yaml("200ms"), bucket.store(), backOff), i);
      counts.add(asked.get() - before);
      assertThat(report.targets()).hasSize(2);
      assertThat(up("slow")).as("up of run %d", i).isZero();
      assertThat(up("fast")).isEqualTo(1.0);
    }
    return counts;
  }

  private double up(String job) {
    return writer.living().entrySet().stream()
        .filter(
            series ->
                series.getKey().metricName().equals("up")
                    && series.getKey().value("job").equals(job))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void aDeadTargetIsAskedInEveryRunUnlessABackOffIsSet() throws Exception {
    server.exposes("fast 1\n");
    slow();
    assertThat(asked(BackOff.NONE, 3)).containsExactly(1, 1, 1);
  }

  @Test
  void aBackOffGrowsUpToTheLongestAndUpStaysZero() throws Exception {
    server.exposes("fast 1\n");
    slow();
    assertThat(asked(new BackOff(Duration.ofSeconds(9)), 10))
        .containsExactly(1, 1, 0, 1, 0, 0, 1, 0, 0, 1);
  }

  @Test
  void aTargetInABackOffIsReportedWithTheReason() throws Exception {
    server.exposes("fast 1\n");
    slow();
    BackOff backOff = new BackOff(Duration.ofMinutes(5));
    asked(backOff, 2);
    EventReport.Scraped report = run(service(yaml("200ms"), bucket.store(), backOff), 2);
    assertThat(report.targets().getLast().lastError())
        .isEqualTo(
            "not scraped: it let 2 runs wait in vain and is left alone until 2026-11-22T18:00:09Z (FIREBUCKET_SCRAPE_BACKOFF)");
  }

  @Test
  void aTargetThatAnswersAgainIsAskedInEveryRun() throws Exception {
    server.exposes("fast 1\n");
    slow();
    BackOff backOff = new BackOff(Duration.ofMinutes(5));
    asked(backOff, 3);
    server.exposes("/slow", TargetServer.TEXT, "slow 1\n");
    for (int i = 3; i < 6; i++) {
      run(service(yaml("200ms"), bucket.store(), backOff), i);
      assertThat(up("slow")).isEqualTo(1.0);
    }
  }

  @Test
  void aTimeoutThatARunHasNoTimeForIsShortenedAndTheReasonSaysSo() throws Exception {
    server.exposes("fast 1\n");
    slow();
    RoundOptions limited =
        OPTIONS.within(new RunLimits(Duration.ofSeconds(30), Duration.ofSeconds(1)));
    EventReport.Scraped report = run(service(yaml("3s"), bucket.store(), BackOff.NONE, limited), 0);
    assertThat(report.targets().getLast().lastError())
        .endsWith(
            "context deadline exceeded: its scrape_timeout of 3s counts as 1s here, because a run of the function must end");
    assertThat(up("slow")).isZero();
    assertThat(up("fast")).isEqualTo(1.0);
  }
}
