package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Events that come twice, late, in another order, or at once.
final class RepeatedEventsTest extends EventProcesses {
  @Test
  void anEventThatIsDeliveredTwiceIsScrapedOnce() throws Exception {
    server.exposes("a 1\n");
    ScrapeEvents service = service(oneTarget());
    scrape(service, START);
    List<String> once = writer.collapsed();
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Repeated(START));
    assertThat(service(oneTarget()).scrape(PlannedRound.ofMinute(START)))
        .as("another process: the memory says which event wrote it")
        .isEqualTo(new EventReport.Repeated(START));
    assertThat(writer.objects()).hasSize(1);
    assertThat(writer.collapsed()).isEqualTo(once);
  }

  @Test
  void anEventThatChangedNoMemoryWritesTheSameSamplesAgain() throws Exception {
    server.exposes("a 1\n");
    scrape(service(oneTarget()), START);
    scrape(service(oneTarget()), START.plus(MINUTE));
    List<String> once = writer.collapsed();
    now = START.plus(MINUTE).plusSeconds(5);
    EventReport again = service(oneTarget()).scrape(PlannedRound.ofMinute(START.plus(MINUTE)));
    assertThat(again).isInstanceOf(EventReport.Scraped.class);
    assertThat(writer.objects()).hasSize(3);
    assertThat(writer.collapsed()).isEqualTo(once);
  }

  @Test
  void anOlderEventThatComesAfterANewerOneIsNotScraped() throws Exception {
    server.exposes("a 1\n");
    ScrapeEvents service = service(oneTarget());
    Instant newer = START.plus(MINUTE);
    scrape(service, newer);
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Overtaken(START, newer));
    assertThat(writer.objects()).hasSize(1);
  }

  @Test
  void anEventThatComesLaterThanItsIntervalIsReportedAsMissed() throws Exception {
    server.exposes("a 1\n");
    ScrapeEvents service = service(oneTarget());
    now = START.plusSeconds(61);
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Missed(START, now));
    assertThat(writer.objects()).isEmpty();
    now = START.plusSeconds(60);
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isInstanceOf(EventReport.Scraped.class);
    assertThat(Samples.of(writer.objects().getFirst()))
        .singleElement()
        .asString()
        .endsWith("@" + START.toEpochMilli());
  }

  /// Two processes get one event at the same moment: neither answer of the target comes before both
  /// have asked.
  private void atOnce(Instant planned, String firstBody, String secondBody) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Queue<String> bodies = new ConcurrentLinkedQueue<>(List.of(firstBody, secondBody));
    server.handles(
        "/metrics",
        exchange -> {
          try {
            both.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
          byte[] body = bodies.remove().getBytes(StandardCharsets.UTF_8);
          TargetServer.send(exchange, 200, TargetServer.TEXT, body);
        });
    now = planned;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EventReport>> reports = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ScrapeEvents process = service(oneTarget());
        reports.add(threads.submit(() -> process.scrape(PlannedRound.ofMinute(planned))));
      }
      for (Future<EventReport> report : reports) {
        assertThat(report.get()).isInstanceOf(EventReport.Scraped.class);
      }
    }
  }

  @Test
  void twoRunsOfOneEventAtOnceGiveTheSamplesOfOne() throws Exception {
    server.exposes("a 1\nb 1\n");
    scrape(service(oneTarget()), START);
    atOnce(START.plus(MINUTE), "a 2\nc 1\n", "a 2\nc 1\n");
    List<String> twice = writer.collapsed();
    CollectingWriter single = new CollectingWriter();
    server.exposes("a 1\nb 1\n");
    ScrapeEvents process =
        new ScrapeEvents(
            Configs.load(folder, oneTarget()),
            OPTIONS.source(clients),
            single::submit,
            new MemoryObjectStore(),
            OPTIONS,
            BackOff.NONE,
            RoundTime.of(() -> now));
    scrape(process, START);
    server.exposes("a 2\nc 1\n");
    scrape(process, START.plus(MINUTE));
    assertThat(twice).isEqualTo(single.collapsed());
  }

  @Test
  void whatOnlyOneOfTwoRunsSawEndsWhenTheNextDoesNotSeeIt() throws Exception {
    server.exposes("a 1\n");
    scrape(service(oneTarget()), START);
    atOnce(START.plus(MINUTE), "a 1\nb 1\n", "a 1\nc 1\n");
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).contains("b", "c");
    server.exposes("a 1\n");
    scrape(service(oneTarget()), START.plus(MINUTE.multipliedBy(2)));
    assertThat(writer.living().keySet())
        .extracting(LabelSet::metricName)
        .contains("a")
        .doesNotContain("b", "c");
  }
}
