package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectSummary;
import org.junit.jupiter.api.Test;

/// What a process knows of the scrapes of another.
final class MemoryAcrossProcessesTest extends EventProcesses {
  @Test
  void theNextProcessKnowsWhatTheLastOneSaw() throws Exception {
    String yaml = oneTarget();
    server.exposes("a 1\nb 1\n");
    nextMinute(service(yaml));
    server.exposes("b 2\n");
    nextMinute(service(yaml));
    assertThat(lastSamples()).hasSize(2).first().asString().startsWith("a{").contains(" stale @");
  }

  @Test
  void theMemoryIsWrittenOnlyWhenTheSetOfSeriesChanged() throws Exception {
    ScrapeEvents service = service(oneTarget());
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
    nextMinute(service(oneTarget()));
    nextMinute(service("scrape_configs: []\n"));
    assertThat(lastSamples()).singleElement().asString().contains("a{", " stale @");
    assertThat(Samples.reports(writer.objects().getLast())).hasSize(5).containsKey("up");
    assertThat(writer.living()).isEmpty();
    EventReport.Scraped quiet = nextMinute(service("scrape_configs: []\n"));
    assertThat(quiet.samples()).isZero();
  }

  @Test
  void aMemoryThatCannotBeReadIsBegunAnew() throws Exception {
    bucket.store().put("state/scrape/0000-of-0001/00000000000000000007", new byte[] {1, 2, 3});
    server.exposes("a 1\n");
    EventReport.Scraped report = nextMinute(service(oneTarget()));
    assertThat(report.stored()).isTrue();
    assertThat(report.problems()).isEmpty();
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
}
