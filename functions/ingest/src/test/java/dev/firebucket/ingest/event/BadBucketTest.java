package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A bucket that answers 503, 409 or nothing.
final class BadBucketTest extends EventProcesses {
  private static final String STATE = "state/scrape/0000-of-0001/";

  private final MemoryObjectStore memory = new MemoryObjectStore();

  /// What the bucket answers to requests for the state; empty where all is well.
  private String broken = "";

  /// How many conditional puts are answered 409 without being done.
  private int conflicts;

  /// Whether only puts are broken.
  private boolean onlyPuts;

  private final ForwardingStore store =
      new ForwardingStore(memory) {
        @Override
        public Optional<byte[]> get(String key) throws IOException {
          if (!broken.isEmpty() && !onlyPuts) {
            throw new IOException(broken);
          }
          return super.get(key);
        }

        @Override
        public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
          if (!broken.isEmpty()) {
            throw new IOException(broken);
          }
          return conflicts-- > 0 ? PutIfAbsentOutcome.UNKNOWN : super.putIfAbsent(key, body);
        }
      };

  private ScrapeEvents process() {
    return service(oneTarget(), store, BackOff.NONE);
  }

  private EventReport run(ScrapeEvents process, int minute) throws Exception {
    now = START.plus(MINUTE.multipliedBy(minute));
    return process.scrape(PlannedRound.ofMinute(now));
  }

  @Test
  void runsFailWhileItRefusesAndTheNextGoesOnWhereTheLastOneWas() throws Exception {
    ScrapeEvents process = process();
    server.exposes("a 1\nb 1\n");
    run(process, 0);
    server.exposes("a 1\n");
    for (String answer : new String[] {"503 Slow Down", "no answer within 60 s"}) {
      broken = answer;
      assertThatThrownBy(() -> run(process, 1)).hasMessage(answer);
      assertThatThrownBy(() -> run(process(), 1)).hasMessage(answer);
    }
    assertThat(writer.objects()).as("nothing is scraped that cannot be remembered").hasSize(1);
    broken = "";
    run(process, 2);
    assertThat(writer.living().keySet()).extracting(LabelSet::metricName).doesNotContain("b");
    assertThat(times()).containsExactly(START, START.plus(MINUTE.multipliedBy(2)));
  }

  private Instant[] times() {
    return writer.samples().entrySet().stream()
        .filter(series -> series.getKey().metricName().equals("up"))
        .flatMap(series -> series.getValue().stream())
        .map(sample -> Instant.ofEpochMilli(Long.parseLong(sample.replaceAll(".*@", ""))))
        .toArray(Instant[]::new);
  }

  @Test
  void aRunWhoseMemoryIsNotTakenSaysSoAndTheSameEventBringsItAbout() throws Exception {
    ScrapeEvents process = process();
    server.exposes("a 1\n");
    broken = "503 Slow Down";
    onlyPuts = true;
    EventReport.Scraped report = (EventReport.Scraped) run(process, 0);
    assertThat(report.storeError())
        .isEqualTo("the memory of the shard could not be kept: 503 Slow Down");
    assertThatThrownBy(() -> run(process, 0)).hasMessage("503 Slow Down");
    broken = "";
    assertThat(run(process, 0)).isEqualTo(new EventReport.Repeated(START));
    assertThat(memory.list(STATE)).hasSize(1);
    assertThat(writer.objects()).as("its samples were stored the first time").hasSize(1);
  }

  @Test
  void theSameEventInAnotherProcessGivesTheSameSamples() throws Exception {
    server.exposes("a 1\n");
    broken = "503 Slow Down";
    onlyPuts = true;
    run(process(), 0);
    broken = "";
    EventReport.Scraped again = (EventReport.Scraped) run(process(), 0);
    assertThat(again.stored()).isTrue();
    assertThat(writer.collapsed()).hasSize(5);
    assertThat(memory.list(STATE)).hasSize(1);
  }

  @Test
  void aConflictThatIsNoneIsTriedAgain() throws Exception {
    server.exposes("a 1\n");
    conflicts = 3;
    assertThat(((EventReport.Scraped) run(process(), 0)).stored()).isTrue();
    assertThat(memory.list(STATE)).hasSize(1);
  }

  @Test
  void conflictsWithoutEndAreReported() throws Exception {
    server.exposes("a 1\n");
    conflicts = Integer.MAX_VALUE;
    assertThat(((EventReport.Scraped) run(process(), 0)).storeError())
        .isEqualTo(
            "the memory of the shard could not be kept: other runs of this shard wrote state/scrape/0000-of-0001/ each of 10 times");
  }
}
