package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clocks that jump.
final class WrongClockTest extends EventProcesses {
  @Test
  void aRunWhoseClockWasAnHourAheadDoesNotKeepTheNextOnesFromScraping() throws Exception {
    ScrapeEvents service = service(oneTarget());
    server.exposes("a 1\n");
    scrape(service, START);
    scrape(service, START.plus(Duration.ofHours(1)));
    List<String> before = writer.collapsed();
    for (ScrapeEvents process : List.of(service, service(oneTarget()))) {
      Instant next = START.plus(MINUTE.multipliedBy(process == service ? 1 : 2));
      EventReport.Scraped report = scrape(process, next);
      assertThat(report.targets()).hasSize(1);
      assertThat(writer.collapsed()).containsAll(before).anyMatch(one -> one.contains("a{"));
    }
  }

  @Test
  void itIsToldOnceThatAClockWasWrong() throws Exception {
    ScrapeEvents ahead = service(oneTarget());
    server.exposes("a 1\n");
    scrape(ahead, START.plus(Duration.ofHours(1)));
    EventReport.Scraped first = scrape(service(oneTarget()), START);
    assertThat(first.problems())
        .containsExactly(
            "the last run of this shard says that it was planned for 2026-11-22T19:00:00Z, but now it is 2026-11-22T18:00:00Z: a clock was wrong; that run no longer counts, its samples stay");
    assertThat(scrape(service(oneTarget()), START.plus(MINUTE)).problems()).isEmpty();
    assertThat(writer.collapsed()).hasSize(3 * 5);
  }

  @Test
  void aClockThatIsTooFarBehindItsEventScrapesNothing() throws Exception {
    server.exposes("a 1\n");
    now = START.minusSeconds(61);
    assertThat(service(oneTarget()).scrape(PlannedRound.ofMinute(START)))
        .isEqualTo(new EventReport.Missed(START, now));
    assertThat(writer.objects()).isEmpty();
  }
}
