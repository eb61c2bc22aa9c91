package dev.firebucket.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrapeServiceTest {
  private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
  private static final ScrapeServiceOptions OPTIONS =
      new ScrapeServiceOptions(8, "test", 2, Duration.ofMillis(1));

  private final TargetServer server = new TargetServer();
  private final HttpClientFactory clients = new HttpClientFactory();
  private final CollectingWriter writer = new CollectingWriter();
  @TempDir Path folder;
  private Bucket bucket;
  private int minute;

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

  private ScrapeService service(String yaml) {
    return new ScrapeService(Configs.load(folder, yaml), clients, writer, bucket.store(), OPTIONS);
  }

  private ScrapeReport nextMinute(ScrapeService service) throws Exception {
    return service.scrapeAll(ScrapeRun.everyMinute(START.plus(Duration.ofMinutes(minute++))));
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
    ScrapeReport report =
        nextMinute(
            service(
                "scrape_configs:\n"
                    + job("good", "'" + server.address() + "', 'localhost:" + port() + "'")
                    + job("bad", "'" + down + "'")));
    assertThat(report.stored()).isTrue();
    assertThat(report.targets())
        .extracting(TargetReport::health)
        .containsExactly(TargetHealth.UP, TargetHealth.UP, TargetHealth.DOWN);
    assertThat(report.targets().getLast().error()).contains("connection refused");
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
    ScrapeService service =
        service("scrape_configs:\n" + job("test", "'" + server.address() + "'"));
    server.exposes("a 1\n");
    nextMinute(service);
    List<ObjectSummary> first = bucket.store().list("state/");
    assertThat(first)
        .extracting(ObjectSummary::key)
        .containsExactly("state/scrape/shard-0000-of-0001");
    Path file = bucket.store().localFile(first.getFirst().key()).orElseThrow();
    Files.delete(file);
    server.exposes("a 2\n");
    nextMinute(service);
    assertThat(file).doesNotExist();
    server.exposes("a 2\nb 1\n");
    nextMinute(service);
    assertThat(file).exists();
  }

  @Test
  void aTargetThatVanishesEndsWithAllItsSeriesEvenAcrossProcesses() throws Exception {
    server.exposes("a 1\n");
    nextMinute(service("scrape_configs:\n" + job("test", "'" + server.address() + "'")));
    nextMinute(service("scrape_configs: []\n"));
    assertThat(lastSamples()).singleElement().asString().contains("a{", " stale @");
    assertThat(Samples.reports(writer.objects().getLast())).hasSize(5).containsKey("up");
    assertThat(writer.living()).isEmpty();
    ScrapeReport quiet = nextMinute(service("scrape_configs: []\n"));
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
    ScrapeReport report = nextMinute(service(yaml));
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
    ScrapeService empty = service("scrape_configs: []\n");
    writer.refuse(true);
    ScrapeReport refused = nextMinute(empty);
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
      ScrapeReport report =
          service(yaml.toString())
              .scrapeAll(
                  new ScrapeRun(
                      START, START, Duration.ofMinutes(1), shard, 3, Duration.ofMinutes(1)));
      assertThat(report.targets()).hasSizeBetween(1, 18);
      report.targets().forEach(target -> jobs.add(target.job()));
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
    ScrapeService service = service(yaml.toString());
    Set<Integer> sizes = new HashSet<>();
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ScrapeReport report = nextMinute(service);
      sizes.add(report.targets().size());
      report.targets().forEach(target -> jobs.add(target.job()));
    }
    assertThat(jobs).doesNotHaveDuplicates().hasSize(12);
    assertThat(sizes).as("spread over the runs").doesNotContain(12);
    assertThat(writer.living()).as("a target that is not due is not gone").hasSize(12 * 5);
  }

  @Test
  void aTimerThatFiresLateNeitherSkipsNorRepeatsATarget() throws Exception {
    ScrapeService service =
        service("global: {scrape_interval: 2m}\nscrape_configs:\n" + job("a", "'127.0.0.1:1'"));
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Instant planned = START.plus(Duration.ofMinutes(i));
      Instant late = planned.plusSeconds(i * 13 % 50);
      ScrapeRun run =
          new ScrapeRun(late, planned, Duration.ofMinutes(1), 0, 1, Duration.ofMinutes(1));
      service.scrapeAll(run).targets().forEach(target -> jobs.add(target.job()));
    }
    assertThat(jobs).hasSize(3);
  }

  @Test
  void tooManyTargetsOfAJobAreAllDown() throws Exception {
    server.exposes("a 1\n");
    ScrapeReport report =
        nextMinute(
            service(
                "scrape_configs: [{job_name: test, target_limit: 1, static_configs: [{targets: ['"
                    + server.address()
                    + "', '127.0.0.1:1']}]}]\n"));
    assertThat(report.targets())
        .extracting(TargetReport::error)
        .containsOnly("target_limit exceeded (number of targets: 2, limit: 1)");
    assertThat(lastSamples()).isEmpty();
  }

  @Test
  void whenTheTimeOfTheRunIsOverTheRestIsLeftOut() throws Exception {
    ScrapeReport report =
        service("scrape_configs:\n" + job("test", "'127.0.0.1:1'"))
            .scrapeAll(
                new ScrapeRun(START, START, Duration.ofMinutes(1), 0, 1, Duration.ofNanos(-1)));
    assertThat(report.targets().getFirst().health()).isIn(TargetHealth.UNKNOWN, TargetHealth.DOWN);
    assertThat(report.stored()).isTrue();
  }

  @Test
  void aMemoryThatCannotBeReadIsBegunAnew() throws Exception {
    bucket.store().put("state/scrape/shard-0000-of-0001", new byte[] {1, 2, 3});
    server.exposes("a 1\n");
    ScrapeReport report =
        nextMinute(service("scrape_configs:\n" + job("test", "'" + server.address() + "'")));
    assertThat(report.stored()).isTrue();
    assertThat(report.problems()).isEmpty();
  }
}
