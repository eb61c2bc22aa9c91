package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.WantedRows;
import dev.firebucket.storage.tail.TailSampleWriter;
import dev.firebucket.storage.testing.FaultStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Writers and compactors die between any two requests, by seed; whatever they leave, a reader sees
/// every sample whose write has returned, and no sample twice.
///
/// More seeds: `-Dfirebucket.crash.seeds=1000`.
class CrashSimulationTest {
  private static final int STEPS = 14;

  /// Small rungs, so that little data climbs all of them.
  private static final CompactionPolicy POLICY =
      new CompactionPolicy(
          2,
          Duration.ofMinutes(1),
          3,
          1 << 20,
          2,
          Duration.ofHours(1),
          1,
          Duration.ofHours(1),
          1 << 20,
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofMinutes(30));

  @TempDir Path work;
  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T22:00:00Z"));
  private final MemoryObjectStore store = new MemoryObjectStore(clock);
  private final Set<String> stored = new HashSet<>();
  private final Set<String> attempted = new HashSet<>();
  private Random random = new Random();
  private long names;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("firebucket.crash.seeds", 20));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostAndNothingIsDouble(long seed) throws Exception {
    random = new Random(seed);
    try (Bucket lasting = open("lasting")) {
      for (int step = 0; step < STEPS; step++) {
        act();
        requireEverySampleOnce();
        requireEverySampleOnce(lasting);
      }
      recover();
      requireEverySampleOnce();
      requireEverySampleOnce(lasting);
    }
    assertThat(store.list(StorageLayout.TAIL)).isEmpty();
    requireNoOrphans();
  }

  @Test
  void aCompactorThatWasOvertakenWhileItSleptGivesUp() throws Exception {
    random = new Random(7);
    write(store);
    write(store);
    FaultStore slow = new FaultStore(store, Integer.MAX_VALUE, true);
    slow.before(
        3,
        () -> {
          runCompactor(store);
          clock.advance(Duration.ofMinutes(20));
          runCompactor(store);
        });

    runCompactor(slow);

    requireEverySampleOnce();
    assertThat(new CatalogStore(store, clock).newest().files()).hasSize(1);
  }

  private void act() throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> write(dying(3));
      case 1 -> write(store);
      case 2 -> clock.advance(Duration.ofMinutes(random.nextInt(40)));
      default -> compactWithFaults();
    }
  }

  private void compactWithFaults() throws IOException {
    FaultStore client = dying(40);
    if (random.nextBoolean()) {
      client.before(
          random.nextInt(20), () -> runCompactor(random.nextBoolean() ? store : dying(30)));
    }
    runCompactor(client);
  }

  private FaultStore dying(int requests) {
    return new FaultStore(store, 1 + random.nextInt(requests), random.nextBoolean());
  }

  /// Writes a few samples, each of a series of its own; they count as stored when the write
  /// returns.
  private void write(ObjectStore client) {
    SampleBatch batch = new SampleBatch();
    Set<String> written = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      String name = "n" + names++;
      long back = Duration.ofHours(random.nextInt(30)).toMillis();
      batch.append(LabelSet.of("__name__", "m", "n", name), clock.millis() - back, names);
      written.add(name);
    }
    attempted.addAll(written);
    try {
      new TailSampleWriter(client, clock, unique(), (key, series) -> {}).write(batch);
      stored.addAll(written);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(FaultStore.Died.class);
    }
  }

  private Supplier<String> unique() {
    return () -> "u" + names++;
  }

  private void runCompactor(ObjectStore client) {
    MergeResources resources = new MergeResources(128L << 20, 1, work);
    try {
      new Compactor(client, new CatalogStore(client, clock), POLICY, resources, clock, unique())
          .compact(clock.instant());
    } catch (IOException e) {
      // Died, or learnt that it was overtaken: the next one goes on from what it left.
      assertThat(e.getMessage()).containsAnyOf("the client is dead", "was abandoned");
    }
  }

  /// What stands after the dust has settled: living compactors, until nothing is left to do.
  private void recover() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofHours(2));
      runCompactor(store);
    }
  }

  /// A reader that has just begun, and knows nothing.
  private void requireEverySampleOnce() throws IOException {
    try (Bucket fresh = open("cache")) {
      requireEverySampleOnce(fresh);
    }
  }

  private Bucket open(String cache) throws IOException {
    return Bucket.on(
        store,
        BucketOptions.defaults()
            .withClock(clock)
            .withCache(new ReadCache(work.resolve(cache), 1 << 20, 1 << 20)));
  }

  private void requireEverySampleOnce(Bucket bucket) throws IOException {
    List<String> seen = new ArrayList<>();
    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE);
        OpenFiles files =
            snapshot.open(snapshot.outlines(Long.MIN_VALUE, Long.MAX_VALUE), WantedRows.ALL)) {
      for (Path file : files.paths()) {
        for (SeriesSpan series : SeriesOfSamplesFile.read(file)) {
          seen.add(series.labels().value("n"));
        }
      }
      assertThat(snapshot.series(List.of())).hasSameSizeAs(seen);
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(stored);
    assertThat(attempted).containsAll(seen);
  }

  private void requireNoOrphans() {
    try {
      Set<String> referenced = new CatalogStore(store, clock).newest().referencedKeys();
      assertThat(store.list(StorageLayout.SAMPLES))
          .allSatisfy(object -> assertThat(referenced).contains(object.key()));
      assertThat(store.list(StorageLayout.SERIES))
          .allSatisfy(object -> assertThat(referenced).contains(object.key()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
