package dev.firebucket.config.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.tail.SampleWriter;
import dev.firebucket.storage.testing.FaultStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `rate()` and `increase()` make of the samples of environments that come and go.
class OwnSamplesTest {
  private static final Duration PACE = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final MemoryObjectStore store = new MemoryObjectStore(clock);

  /// What was written: by series, by time.
  private final Map<LabelSet, Map<Long, Double>> written = new TreeMap<>();

  private boolean refusing;
  private boolean silent;

  /// An environment that counts one thing.
  private final class Environment {
    private final OwnSamples own =
        own(store, "scrape", f -> f.counter("runs_total", "Runs.", runs()));
    private long runs;

    private double runs() {
      return runs;
    }

    void run(int times) {
      runs += times;
      own.write(OwnSamplesTest.this::keep, PACE);
    }
  }

  /// Own samples that ask for their number on the thread that needs it.
  private OwnSamples own(ObjectStore in, String function, MetricSource source) {
    return new OwnSamples(
        new SlotInquiry(new InstanceSlot(in, function, clock), clock, Runnable::run),
        function,
        List.of(source),
        clock);
  }

  private void keep(List<SampleBatch> batches) throws IOException {
    if (refusing) {
      throw new IOException("refused");
    }
    for (SampleBatch batch : batches) {
      for (int row = 0; row < batch.sampleCount(); row++) {
        Double before =
            written
                .computeIfAbsent(batch.labels(row), series -> new TreeMap<>())
                .put(batch.timestamp(row), batch.value(row));
        if (before != null) {
          assertThat(batch.value(row)).as("of a time that is written again").isEqualTo(before);
        }
      }
    }
    if (silent) {
      throw new IOException("stored, and the answer was lost");
    }
  }

  /// As Prometheus counts: a value that falls began again at 0.
  private double increase() {
    double sum = 0;
    for (Map<Long, Double> series : written.values()) {
      double last = series.values().iterator().next();
      for (double value : series.values()) {
        sum += value < last ? value : value - last;
        last = value;
      }
    }
    return sum;
  }

  private List<String> instances() {
    return written.keySet().stream().map(series -> series.value("instance")).toList();
  }

  @Test
  void aSampleSaysWhoseItIs() {
    new Environment().run(1);

    assertThat(written.keySet())
        .containsExactly(
            LabelSet.of(
                "__name__", "runs_total",
                "job", "firebucket",
                "function", "scrape",
                "instance", "scrape/0"));
  }

  @Test
  void theFirstRunOfAnEnvironmentCounts() {
    new Environment().run(1);

    assertThat(increase()).isEqualTo(1);
  }

  @Test
  void environmentsThatLiveOneAfterTheOtherShareFewNumbers() {
    for (int i = 0; i < 50; i++) {
      new Environment().run(1);
      clock.advance(Duration.ofMinutes(10));
    }

    assertThat(increase()).isEqualTo(50);
    assertThat(instances()).containsExactly("scrape/0", "scrape/1");
  }

  @Test
  void anEnvironmentThatSleptForLongTakesAnotherNumberAndLosesNothing() {
    Environment sleeper = new Environment();
    sleeper.run(5);
    clock.advance(Duration.ofMinutes(30));
    Environment other = new Environment();
    other.run(7);

    sleeper.run(3);
    clock.advance(PACE);
    sleeper.run(2);
    other.run(1);

    assertThat(increase()).isEqualTo(18);
    assertThat(instances()).containsExactly("scrape/0", "scrape/1");
  }

  @Test
  void whatTheStoreRefusedIsPartOfTheNext() {
    Environment environment = new Environment();
    refusing = true;
    environment.run(4);
    refusing = false;
    clock.advance(PACE);

    environment.run(1);

    assertThat(increase()).isEqualTo(5);
  }

  @Test
  void whatWasStoredAndReportedAsFailedDoesNotCountTwice() {
    Environment environment = new Environment();
    silent = true;
    environment.run(4);
    clock.advance(Duration.ofSeconds(40));
    environment.run(2);
    silent = false;
    clock.advance(Duration.ofSeconds(40));

    environment.run(1);

    assertThat(increase()).isEqualTo(7);
  }

  @Test
  void aCounterThatBeginsAgainAfterItsEnvironmentTookAnotherNumberIsNeverNegative() {
    Environment environment = new Environment();
    environment.run(5);
    clock.advance(Duration.ofMinutes(30));
    environment.run(3);
    clock.advance(PACE);
    environment.runs = 0;

    environment.run(2);
    clock.advance(PACE);
    environment.run(1);

    assertThat(increase()).isEqualTo(11);
    assertThat(written.values())
        .allSatisfy(series -> assertThat(series.values()).allMatch(value -> value >= 0));
  }

  @Test
  void aSourceThatFailsDoesNotCostTheSamplesThatItsOwnWouldJoin() throws Exception {
    OwnSamples own =
        own(
            store,
            "rules",
            families -> {
              throw new IllegalStateException("a broken source");
            });
    List<Integer> counts = new ArrayList<>();

    own.within(counting(counts), PACE).write(recorded());

    assertThat(counts).containsExactly(1);
  }

  private static SampleBatch recorded() {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "r"), 1, 1);
    return batch;
  }

  @Test
  void anEnvironmentWithoutANumberWorksOnWithoutMetrics() throws Exception {
    FaultStore faulty = new FaultStore(store, 1, false);
    OwnSamples own = own(faulty, "scrape", f -> f.counter("runs_total", "Runs.", 1));
    List<Integer> counts = new ArrayList<>();

    own.within(counting(counts), PACE).write(recorded());
    own.write(counting(counts), PACE);

    assertThat(counts).containsExactly(1);
  }

  private static SampleWriter counting(List<Integer> counts) {
    return batches -> counts.add(batches.stream().mapToInt(SampleBatch::sampleCount).sum());
  }

  @Test
  void samplesJoinWhatIsPutAnywayOnceInAWhile() throws Exception {
    OwnSamples own = own(store, "rules", f -> f.gauge("g", "A gauge.", 1));
    List<Integer> sizes = new ArrayList<>();
    SampleBatch recorded = recorded();

    var writer = own.within(batches -> sizes.add(batches.size()), PACE);
    writer.write(recorded);
    writer.write(recorded);
    clock.advance(PACE);
    writer.write(recorded);
    writer.write(new SampleBatch());

    assertThat(sizes).containsExactly(2, 1, 2, 1);
  }

  /// Up to five environments at a time, frozen and thawed at will, begun and ended.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nothingIsLostAndNothingIsDouble(long seed) throws Exception {
    Random random = new Random(seed);
    List<Environment> living = new ArrayList<>();
    long counted = 0;
    for (int step = 0; step < 2_000; step++) {
      clock.advance(Duration.ofSeconds(10 + random.nextInt(random.nextInt(40) == 0 ? 3_000 : 30)));
      if (living.size() < 5 && random.nextInt(20) == 0) {
        living.add(new Environment());
      }
      if (living.size() > 1 && random.nextInt(30) == 0) {
        living.remove(random.nextInt(living.size()));
      }
      if (!living.isEmpty()) {
        int runs = random.nextInt(4);
        living.get(random.nextInt(living.size())).run(runs);
        counted += runs;
      }
    }

    assertThat(increase()).isEqualTo(counted);
    assertThat(instances()).hasSizeLessThan(12);
    assertThat(store.list("state/metrics/scrape/"))
        .extracting(ObjectSummary::key)
        .hasSameSizeAs(instances());
  }
}
