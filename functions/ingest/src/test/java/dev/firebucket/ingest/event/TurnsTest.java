package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whose turn it is: decided by what was scraped last, in whichever process.
final class TurnsTest extends EventProcesses {
  private static final int MINUTES = 5;

  /// Twelve targets that are due each five minutes.
  private static String fiveMinutes() {
    StringBuilder yaml = new StringBuilder("global: {scrape_interval: 5m}\nscrape_configs:\n");
    for (int i = 0; i < 12; i++) {
      yaml.append(job("job" + i, "'127.0.0.1:1'"));
    }
    return yaml.toString();
  }

  /// The jobs that are scraped in each of some minutes.
  private List<List<String>> run(Supplier<ScrapeEvents> process, int... minutes) throws Exception {
    List<List<String>> runs = new ArrayList<>();
    for (int minute : minutes) {
      EventReport.Scraped report = scrape(process.get(), START.plus(MINUTE.multipliedBy(minute)));
      runs.add(report.targets().stream().map(EventProcesses::job).toList());
    }
    return runs;
  }

  private static List<String> all(List<List<String>> runs) {
    return runs.stream().flatMap(List::stream).toList();
  }

  @Test
  void aTargetWithALongIntervalIsScrapedInSomeRunsOnly() throws Exception {
    ScrapeEvents service = service(fiveMinutes());
    List<List<String>> runs = run(() -> service, 0, 1, 2, 3, 4);
    assertThat(all(runs)).doesNotHaveDuplicates().hasSize(12);
    assertThat(runs).as("spread over the runs").allMatch(run -> run.size() < 12);
    assertThat(writer.living()).as("a target that is not due is not gone").hasSize(12 * 5);
  }

  @Test
  void itIsScrapedOnceAnIntervalWhicheverProcessRuns() throws Exception {
    int[] minutes = IntStream.range(0, 4 * MINUTES).toArray();
    List<List<String>> runs = run(() -> service(fiveMinutes()), minutes);
    for (int from = 0; from < minutes.length; from += MINUTES) {
      assertThat(all(runs.subList(from, from + MINUTES))).doesNotHaveDuplicates().hasSize(12);
    }
  }

  @Test
  void aRunThatDidNotTakePlaceIsMadeUpForOnce() throws Exception {
    run(() -> service(fiveMinutes()), 0, 1, 2, 3, 4, 5);
    // The run of minute 6 is missing.
    List<List<String>> later = run(() -> service(fiveMinutes()), 7, 8, 9);
    assertThat(all(later)).doesNotHaveDuplicates();
    assertThat(all(run(() -> service(fiveMinutes()), 10)))
        .as("those of minute 5, no more")
        .hasSize(12 - all(later).size());
  }

  @Test
  void aRunDoesNotTakeTheTurnsOfOneThatMayStillBeUnderWay() throws Exception {
    List<List<String>> runs = run(() -> service(fiveMinutes()), 0, 1, 2, 3, 4, 5, 6);
    ScrapeEvents other = service(fiveMinutes());
    // Minute 7 is late, and overlaps with minute 8.
    List<String> eighth = all(run(() -> other, 8));
    now = START.plus(MINUTE.multipliedBy(8)).minusSeconds(1);
    assertThat(eighth).isEqualTo(runs.get(3));
    assertThat(other.scrape(PlannedRound.ofMinute(START.plus(MINUTE.multipliedBy(7)))))
        .as("nothing is written behind what is newer")
        .isInstanceOf(EventReport.Overtaken.class);
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
  void targetsThatAreDueInEveryRunCostNoWriteOfState() throws Exception {
    ScrapeEvents service = service(oneTarget());
    server.exposes("a 1\n");
    run(() -> service, 0, 1, 2, 3);
    assertThat(bucket.store().list("state/")).hasSize(1);
  }

  /// A run without any time.
  private EventReport.Scraped withoutTime(ScrapeEvents service, Instant planned) throws Exception {
    now = planned;
    Duration none = Duration.ofNanos(-1);
    return (EventReport.Scraped) service.scrape(new PlannedRound(planned, MINUTE, 0, 1, none));
  }

  @Test
  void whatARunHasNoTimeForIsDownWithAReasonAndItsSeriesGoOn() throws Exception {
    server.exposes("a 1\n");
    nextMinute(service(oneTarget()));
    EventReport.Scraped report = withoutTime(service(oneTarget()), START.plus(MINUTE));
    assertThat(report.targets().getFirst().health()).isEqualTo(TargetHealth.DOWN);
    assertThat(report.targets().getFirst().lastError()).contains("the time of the run was over");
    assertThat(report.stored()).isTrue();
    assertThat(lastSamples()).as("no stale markers").isEmpty();
    assertThat(writer.objects().getLast().sampleCount()).isEqualTo(5);
  }

  @Test
  void whatARunHadNoTimeForComesFirstInTheNextWhicheverProcessRuns() throws Exception {
    String some = job("y", "'127.0.0.1:1'") + job("z", "'127.0.0.1:1'");
    withoutTime(service("scrape_configs:\n" + some), START);
    String more = "scrape_configs:\n" + job("a", "'127.0.0.1:1'") + some;
    assertThat(all(run(() -> service(more), 1))).containsExactly("y", "z", "a");
    assertThat(all(run(() -> service(more), 2))).containsExactly("a", "y", "z");
  }

  @Test
  void aLongIntervalThatARunHadNoTimeForIsMadeUpForInTheNext() throws Exception {
    String yaml =
        "scrape_configs: [{job_name: a, scrape_interval: 5m, static_configs: [{targets: ['127.0.0.1:1']}]}]";
    int due = -1;
    Set<Integer> asked = new HashSet<>();
    for (int i = 0; i < 2 * MINUTES; i++) {
      Instant planned = START.plus(MINUTE.multipliedBy(i));
      List<TargetStatus> targets =
          due < 0
              ? withoutTime(service(yaml), planned).targets()
              : scrape(service(yaml), planned).targets();
      if (due < 0 && !targets.isEmpty()) {
        due = i;
      } else if (!targets.isEmpty()) {
        asked.add(i);
      }
    }
    assertThat(asked).contains(due + 1).isSubsetOf(due + 1, due + MINUTES);
  }
}
