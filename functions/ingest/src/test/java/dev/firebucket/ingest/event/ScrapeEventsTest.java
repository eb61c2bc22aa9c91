package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrapeEventsTest {
  private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RoundOptions OPTIONS = new RoundOptions(8, "test", List.of());

  private final TargetServer server = new TargetServer();
  private final HttpClientFactory clients = new HttpClientFactory();
  private final CollectingWriter writer = new CollectingWriter();
  @TempDir Path folder;
  private Bucket bucket;
  private int minute;

  /// What the clock of every process says.
  private Instant now = START;

  @BeforeEach
  void open() throws IOException {
    bucket = Bucket.open(folder.resolve("data").toString(), BucketOptions.defaults());
  }

  @AfterEach
  void close() {
    server.close();
    clients.close();
    bucket.close();
  }

  /// A process: knows nothing but what stands in the bucket.
  private ScrapeEvents service(String yaml) {
    return new ScrapeEvents(
        Configs.load(folder, yaml), clients, writer::submit, bucket.store(), OPTIONS, () -> now);
  }

  private EventReport.Scraped nextMinute(ScrapeEvents service) throws Exception {
    return scrape(service, START.plus(MINUTE.multipliedBy(minute++)));
  }

  private EventReport.Scraped scrape(ScrapeEvents service, Instant planned) throws Exception {
    now = planned;
    return (EventReport.Scraped) service.scrape(PlannedRound.ofMinute(planned));
  }

  private static String job(TargetStatus status) {
    return status.target().config().jobName();
  }

  private String job(String name, String addresses) {
    return "- {job_name: " + name + ", static_configs: [{targets: [" + addresses + "]}]}\n";
  }

  private List<String> lastSamples() {
    return Samples.of(writer.objects().getLast());
  }

  @Test
  void allTargetsOfARunBecomeOneObject() throws Exception {
    server.exposes("a 1\n");
    String down = "127.0.0.1:1";
    EventReport.Scraped report =
        nextMinute(
            service(
                "scrape_configs:\n"
                    + job("good", "'" + server.address() + "', 'localhost:" + port() + "'")
                    + job("bad", "'" + down + "'")));
    assertThat(report.stored()).isTrue();
    assertThat(report.targets())
        .extracting(TargetStatus::health)
        .containsExactly(TargetHealth.UP, TargetHealth.UP, TargetHealth.DOWN);
    assertThat(report.targets().getLast().lastError()).contains("connection refused");
    assertThat(writer.objects()).hasSize(1);
    assertThat(report.samples())
        .isEqualTo(2 + 3 * 5)
        .isEqualTo(writer.objects().getFirst().sampleCount());
  }

  private String port() {
    return server.address().substring(server.address().indexOf(':') + 1);
  }

  @Test
  void theNextProcessKnowsWhatTheLastOneSaw() throws Exception {
    String yaml = "scrape_configs:\n" + job("test", "'" + server.address() + "'");
    server.exposes("a 1\nb 1\n");
    nextMinute(service(yaml));
    server.exposes("b 2\n");
    nextMinute(service(yaml));
    assertThat(lastSamples()).hasSize(2).first().asString().startsWith("a{").contains(" stale @");
  }

  @Test
  void theMemoryIsWrittenOnlyWhenTheSetOfSeriesChanged() throws Exception {
    ScrapeEvents service = service("scrape_configs:\n" + job("test", "'" + server.address() + "'"));
    server.exposes("a 1\n");
    nextMinute(service);
    String folder = "state/scrape/0000-of-0001/";
    assertThat(bucket.store().list("state/"))
        .extracting(ObjectSummary::key)
        .containsExactly(folder + "00000000000000000001");
    server.exposes("a 2\n");
    nextMinute(service);
    assertThat(bucket.store().list("state/")).hasSize(1);
    server.exposes("a 2\nb 1\n");
    nextMinute(service);
    assertThat(bucket.store().list("state/"))
        .extracting(ObjectSummary::key)
        .containsExactly(folder + "00000000000000000001", folder + "00000000000000000002");
  }

  @Test
  void aTargetThatVanishesEndsWithAllItsSeriesEvenAcrossProcesses() throws Exception {
    server.exposes("a 1\n");
    nextMinute(service("scrape_configs:\n" + job("test", "'" + server.address() + "'")));
    nextMinute(service("scrape_configs: []\n"));
    assertThat(lastSamples()).singleElement().asString().contains("a{", " stale @");
    assertThat(Samples.reports(writer.objects().getLast())).hasSize(5).containsKey("up");
    assertThat(writer.living()).isEmpty();
    EventReport.Scraped quiet = nextMinute(service("scrape_configs: []\n"));
    assertThat(quiet.samples()).isZero();
  }

  @Test
  void aTargetIsNotTakenForVanishedWhenItsFileCannotBeRead() throws Exception {
    server.exposes("a 1\n");
    Path file =
        Files.writeString(folder.resolve("t.yml"), "- targets: ['" + server.address() + "']\n");
    String yaml = "scrape_configs: [{job_name: test, file_sd_configs: [{files: [t.yml]}]}]\n";
    nextMinute(service(yaml));
    Files.writeString(file, "- targets: {\n");
    EventReport.Scraped report = nextMinute(service(yaml));
    assertThat(report.problems()).singleElement().asString().contains("Error reading file");
    assertThat(report.samples()).isZero();
    Files.writeString(file, "[]\n");
    nextMinute(service(yaml));
    assertThat(writer.living()).isEmpty();
  }

  @Test
  void aRefusedObjectIsReportedAndTheEndOfATargetIsToldAgain() throws Exception {
    server.exposes("a 1\n");
    nextMinute(service("scrape_configs:\n" + job("test", "'" + server.address() + "'")));
    ScrapeEvents empty = service("scrape_configs: []\n");
    writer.refuse(true);
    EventReport.Scraped refused = nextMinute(empty);
    assertThat(refused.stored()).isFalse();
    assertThat(refused.storeError()).isEqualTo("the bucket refuses");
    writer.refuse(false);
    nextMinute(service("scrape_configs: []\n"));
    assertThat(writer.living()).isEmpty();
  }

  @Test
  void shardsDealTheTargetsWithoutRemainder() throws Exception {
    StringBuilder yaml = new StringBuilder("scrape_configs:\n");
    for (int i = 0; i < 20; i++) {
      yaml.append(job("job" + i, "'127.0.0.1:1'"));
    }
    List<String> jobs = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      EventReport.Scraped report =
          (EventReport.Scraped)
              service(yaml.toString()).scrape(new PlannedRound(START, MINUTE, shard, 3, MINUTE));
      assertThat(report.targets()).hasSizeBetween(1, 18);
      report.targets().forEach(target -> jobs.add(job(target)));
    }
    assertThat(jobs).doesNotHaveDuplicates().hasSize(20);
    assertThat(writer.living().keySet().stream().map(LabelSet::metricName)).doesNotContain("a");
  }

  @Test
  void aTargetWithALongIntervalIsScrapedInSomeRunsOnly() throws Exception {
    StringBuilder yaml = new StringBuilder("global: {scrape_interval: 5m}\nscrape_configs:\n");
    for (int i = 0; i < 12; i++) {
      yaml.append(job("job" + i, "'127.0.0.1:1'"));
    }
    ScrapeEvents service = service(yaml.toString());
    Set<Integer> sizes = new HashSet<>();
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      EventReport.Scraped report = nextMinute(service);
      sizes.add(report.targets().size());
      report.targets().forEach(target -> jobs.add(job(target)));
    }
    assertThat(jobs).doesNotHaveDuplicates().hasSize(12);
    assertThat(sizes).as("spread over the runs").doesNotContain(12);
    assertThat(writer.living()).as("a target that is not due is not gone").hasSize(12 * 5);
  }

  @Test
  void aTimerThatFiresLateNeitherSkipsNorRepeatsATarget() throws Exception {
    ScrapeEvents service =
        service("global: {scrape_interval: 2m}\nscrape_configs:\n" + job("a", "'127.0.0.1:1'"));
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Instant planned = START.plus(Duration.ofMinutes(i));
      now = planned.plusSeconds(i * 13 % 50);
      ((EventReport.Scraped) service.scrape(PlannedRound.ofMinute(planned)))
          .targets()
          .forEach(target -> jobs.add(job(target)));
    }
    assertThat(jobs).hasSize(3);
  }

  @Test
  void tooManyTargetsOfAJobAreAllDown() throws Exception {
    server.exposes("a 1\n");
    EventReport.Scraped report =
        nextMinute(
            service(
                "scrape_configs: [{job_name: test, target_limit: 1, static_configs: [{targets: ['"
                    + server.address()
                    + "', '127.0.0.1:1']}]}]\n"));
    assertThat(report.targets())
        .extracting(TargetStatus::lastError)
        .containsOnly("target_limit exceeded (number of targets: 2, limit: 1)");
    assertThat(lastSamples()).isEmpty();
  }

  @Test
  void whenTheTimeOfTheRunIsOverTheRestIsLeftOut() throws Exception {
    EventReport.Scraped report =
        (EventReport.Scraped)
            service("scrape_configs:\n" + job("test", "'127.0.0.1:1'"))
                .scrape(new PlannedRound(START, MINUTE, 0, 1, Duration.ofNanos(-1)));
    assertThat(report.targets().getFirst().health()).isEqualTo(TargetHealth.UNKNOWN);
    assertThat(report.targets().getFirst().lastError()).contains("the time of the run was over");
    assertThat(report.stored()).isTrue();
  }

  @Test
  void aMemoryThatCannotBeReadIsBegunAnew() throws Exception {
    bucket.store().put("state/scrape/0000-of-0001/00000000000000000007", new byte[] {1, 2, 3});
    server.exposes("a 1\n");
    EventReport.Scraped report =
        nextMinute(service("scrape_configs:\n" + job("test", "'" + server.address() + "'")));
    assertThat(report.stored()).isTrue();
    assertThat(report.problems()).isEmpty();
  }

  private String oneTarget() {
    return "scrape_configs:\n" + job("test", "'" + server.address() + "'");
  }

  @Test
  void aProcessThatComesBackAfterManyVersionsTakesUpTheNewest() throws Exception {
    ScrapeEvents first = service(oneTarget());
    server.exposes("a 1\n");
    nextMinute(first);
    for (int i = 0; i < 105; i++) {
      server.exposes("a 1\nb" + i + " 1\n");
      nextMinute(service(oneTarget()));
    }
    assertThat(bucket.store().list("state/")).hasSize(100);
    server.exposes("a 1\n");
    nextMinute(first);
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).doesNotContain("b104");
  }

  @Test
  void aMemoryThatAnotherProcessWroteIsTakenUp() throws Exception {
    ScrapeEvents first = service(oneTarget());
    server.exposes("a 1\n");
    nextMinute(first);
    server.exposes("a 1\nb 1\n");
    nextMinute(service(oneTarget()));
    server.exposes("a 1\n");
    nextMinute(first);
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).doesNotContain("b");
  }

  @Test
  void anEventThatIsDeliveredTwiceIsScrapedOnce() throws Exception {
    server.exposes("a 1\n");
    ScrapeEvents service = service(oneTarget());
    scrape(service, START);
    List<String> once = writer.collapsed();
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Repeated(START, START));
    assertThat(service(oneTarget()).scrape(PlannedRound.ofMinute(START)))
        .as("another process: the memory says which event wrote it")
        .isEqualTo(new EventReport.Repeated(START, START));
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
    Instant newer = START.plusSeconds(30);
    scrape(service, newer);
    assertThat(service.scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Repeated(START, newer));
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
            clients,
            single::submit,
            new MemoryObjectStore(),
            OPTIONS,
            () -> now);
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

  @Test
  void seriesThatVanishInARoundThatCannotBeStoredEndInTheNext() throws Exception {
    ScrapeEvents service = service(oneTarget());
    server.exposes("a 1\nb 1\n");
    nextMinute(service);
    server.exposes("a 1\n");
    writer.refuse(true);
    assertThat(nextMinute(service).stored()).isFalse();
    writer.refuse(false);
    nextMinute(service);
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).doesNotContain("b");
  }

  /// Scrapes what a process of its own would serve at port 9090, and answers what the target's last
  /// error is.
  private String scrapeLocal(LocalExposition.Source source, String settings) throws Exception {
    ScrapeEvents process =
        new ScrapeEvents(
            Configs.load(
                folder,
                "scrape_configs: [{job_name: push, honor_labels: true, metrics_path: /push/metrics,"
                    + settings
                    + " static_configs: [{targets: ['localhost:9090']}]}]"),
            clients,
            writer::submit,
            bucket.store(),
            OPTIONS.with(new LocalExposition(9090, "/push/metrics", source)),
            () -> now);
    return nextMinute(process).targets().getFirst().lastError();
  }

  @Test
  void anExpositionOfTheProcessItselfIsScrapedWithoutARequest() throws Exception {
    assertThat(scrapeLocal(() -> "a{instance=\"db-1\"} 1\n", "")).isEmpty();
    assertThat(lastSamples())
        .containsExactly("a{instance=\"db-1\", job=\"push\"} 1.0 @" + millis());
  }

  private static long millis() {
    return START.toEpochMilli();
  }

  @Test
  void anExpositionOfTheProcessItselfKeepsTheLimitsOfItsTarget() throws Exception {
    String failed =
        scrapeLocal(
            () -> {
              throw new IOException("the bucket is gone");
            },
            "");
    assertThat(failed).isEqualTo("Get \"http://localhost:9090/push/metrics\": the bucket is gone");
    assertThat(scrapeLocal(() -> "a 1\n".repeat(10), " body_size_limit: 10B,"))
        .isEqualTo("body size limit exceeded");
    String late =
        scrapeLocal(
            () -> {
              try {
                Thread.sleep(10_000);
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return "";
            },
            " scrape_interval: 1s, scrape_timeout: 50ms,");
    assertThat(late).endsWith("context deadline exceeded");
  }
}
