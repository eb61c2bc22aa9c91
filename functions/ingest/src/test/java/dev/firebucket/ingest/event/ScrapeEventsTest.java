package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.storage.model.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What one run does with the targets of its shard.
final class ScrapeEventsTest extends EventProcesses {
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
}
