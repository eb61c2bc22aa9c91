package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SeriesSpan;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Series come and go with the pods that have them: a process that runs for months knows those that
/// the store has, not all that it ever had.
class SeriesThatGoTest {
  private static final int SERIES_A_ROUND = 2000;

  @TempDir Path cache;
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket = Bucket.on(store, options());
  }

  private BucketOptions options() {
    return BucketOptions.defaults()
        .withClock(clock)
        .withCache(new ReadCache(cache, 64 << 20, 64 << 20));
  }

  private BucketReader reader() {
    return (BucketReader) bucket.reader();
  }

  private static LabelSet labels(int round, int series) {
    return LabelSet.of("__name__", "m", "pod", "%03d-%05d".formatted(round, series));
  }

  private void write(int round) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (int series = 0; series < SERIES_A_ROUND; series++) {
      batch.append(labels(round, series), round * 1000L, series);
    }
    bucket.writer().write(batch);
    clock.advance(Duration.ofHours(1));
  }

  private void delete(List<ObjectSummary> objects) throws IOException {
    store.delete(objects.stream().map(ObjectSummary::key).toList());
  }

  private List<StoredSeries> series(int round) throws IOException {
    try (Snapshot snapshot = bucket.reader().open(round * 1000L, round * 1000L)) {
      return snapshot.series(
          List.of(new LabelMatcher("pod", LabelMatcher.Type.REGEX, "...-0000[0-9]")));
    }
  }

  @Test
  void whatTheStoreNoLongerHasIsForgotten() throws Exception {
    for (int round = 0; round < 16; round++) {
      List<ObjectSummary> old = store.list(StorageLayout.TAIL);
      write(round);
      delete(old);

      int now = round;
      assertThat(series(round))
          .extracting(StoredSeries::labels)
          .containsExactlyElementsOf(
              IntStream.range(0, 10).mapToObj(one -> labels(now, one)).toList());
    }

    assertThat(reader().series().index().size()).isLessThan(20_000);
  }

  @Test
  void objectsOfTheTailAreForgottenThoughTheirSeriesStay() {
    SeriesCache known = new SeriesCache(64 << 20, clock.instant());
    List<SeriesSpan> spans = List.of(new SeriesSpan(1, labels(0, 0), 0, 0));
    for (int object = 0; object < 5000; object++) {
      String newest = "tail/" + object;
      var _ = known.put(newest, spans);
      if (known.isDue(clock.instant())) {
        known = known.ofFilesThatAreThere(newest::equals, clock.instant());
      }
    }

    SeriesCache last = known;
    assertThat(IntStream.range(0, 5000).filter(one -> last.get("tail/" + one).isPresent()))
        .hasSizeLessThan(1000)
        .contains(4999);
  }

  @Test
  void aSnapshotOfBeforeGoesOn() throws Exception {
    write(0);
    write(1);
    try (Snapshot before = bucket.reader().open(0, 2000)) {
      List<StoredSeries> first = before.series(List.of());
      for (int round = 2; round < 10; round++) {
        List<ObjectSummary> old = store.list(StorageLayout.TAIL);
        write(round);
        delete(old.subList(2, old.size()));
        assertThat(series(round)).hasSize(10);
      }

      assertThat(before.series(List.of())).isEqualTo(first);
      assertThat(before.outlines(0, 2000, first.subList(0, 1))).hasSize(1);
    }
  }

  @Test
  void whichOfTwoSeriesCameFirstDoesNotChange() throws Exception {
    List<LabelSet> expected = new ArrayList<>();
    SampleBatch batch = new SampleBatch();
    for (String pod : List.of("000-00007", "000-00003", "000-00005")) {
      expected.add(LabelSet.of("__name__", "m", "pod", pod));
      batch.append(expected.getLast(), 0, 1);
      bucket.writer().write(batch);
    }
    List<ObjectSummary> kept = store.list(StorageLayout.TAIL);
    List<LabelSet> first = byArrival(0);
    for (int round = 1; round < 12; round++) {
      write(round);
      assertThat(series(round)).hasSize(10);
      List<ObjectSummary> gone = new ArrayList<>(store.list(StorageLayout.TAIL));
      gone.removeAll(kept);
      delete(gone);
    }

    assertThat(reader().series().index().size()).isLessThan(20_000);
    assertThat(byArrival(0)).isEqualTo(first).hasSize(3);
  }

  /// As compaction does it, which writes series in order of their labels.
  @Test
  void whatIsMovedToAnotherObjectKeepsItsPlace() throws Exception {
    write(0);
    List<LabelSet> came = List.of(labels(1, 7), labels(1, 3), labels(1, 5));
    for (LabelSet one : came) {
      writeAll(bucket, List.of(one));
    }
    for (int round = 2; round < 9; round++) {
      write(round);
      assertThat(series(round)).hasSize(10);
    }
    assertThat(byArrival(1000)).isEqualTo(came);

    List<ObjectSummary> before = store.list(StorageLayout.TAIL);
    try (Bucket compacting = Bucket.on(store, options())) {
      writeAll(compacting, came.stream().sorted().toList());
    }
    delete(before);

    for (int hour = 0; hour < 4; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(byArrival(1000)).isEqualTo(came);
    }
    assertThat(reader().series().index().size()).isEqualTo(3);
  }

  private static void writeAll(Bucket to, List<LabelSet> series) throws IOException {
    SampleBatch batch = new SampleBatch();
    series.forEach(one -> batch.append(one, 1000, 1));
    to.writer().write(batch);
  }

  private List<LabelSet> byArrival(long millis) throws IOException {
    try (Snapshot snapshot = bucket.reader().open(millis, millis)) {
      return snapshot.series(List.of()).stream()
          .sorted(Comparator.comparing(StoredSeries::arrival))
          .map(StoredSeries::labels)
          .toList();
    }
  }
}
