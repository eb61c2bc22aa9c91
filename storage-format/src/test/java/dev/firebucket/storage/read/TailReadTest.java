package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a query sees of fresh samples.
class TailReadTest {
  private static final LabelSet UP_A = LabelSet.of("__name__", "up", "instance", "a");
  private static final LabelSet UP_B = LabelSet.of("__name__", "up", "instance", "b");
  private static final LabelSet LOAD = LabelSet.of("__name__", "load", "instance", "a");

  @TempDir Path directory;

  private Bucket open() throws IOException {
    return Bucket.open(directory.toString(), BucketOptions.defaults());
  }

  private static void write(Bucket bucket, LabelSet labels, long millis) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(labels, millis, 1);
    bucket.writer().write(batch);
  }

  @Test
  void whatHasBeenWrittenIsSeenByTheNextQuery() throws Exception {
    try (Bucket bucket = open()) {
      write(bucket, UP_A, 1000);

      try (Snapshot snapshot = bucket.reader().open(0, 2000)) {
        assertThat(snapshot.series(List.of()))
            .containsExactly(new StoredSeries(SeriesId.of(UP_A), UP_A, 0));
        assertThat(snapshot.outlines(0, 2000))
            .singleElement()
            .satisfies(file -> assertThat(file.rows()).isEqualTo(1));
        try (OpenFiles files = snapshot.open(snapshot.outlines(0, 2000), WantedRows.ALL)) {
          assertThat(files.paths()).singleElement().satisfies(file -> assertThat(file).exists());
        }
      }
    }
  }

  @Test
  void anotherProcessSeesItToo() throws Exception {
    try (Bucket writing = open()) {
      write(writing, UP_A, 1000);
      write(writing, LOAD, 1000);
    }
    try (Bucket reading = open();
        Snapshot snapshot = reading.reader().open(0, 2000)) {
      assertThat(snapshot.series(List.of()))
          .extracting(StoredSeries::labels)
          .containsExactly(LOAD, UP_A);
    }
  }

  @Test
  void aReaderThatKnowsAnObjectThatIsGoneFindsItsSamplesWhereTheyAreNow() throws Exception {
    TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));
    MemoryObjectStore store = new MemoryObjectStore(clock);
    BucketOptions options = BucketOptions.defaults().withClock(clock);
    Bucket writing = Bucket.on(store, options);
    write(writing, UP_A, 1000);
    String old = store.list(StorageLayout.TAIL).getFirst().key();
    clock.advance(Duration.ofMinutes(4));
    write(writing, UP_B, 1000);
    try (Bucket reading =
        Bucket.on(store, options.withCache(new ReadCache(directory, 1 << 20, 1 << 20)))) {
      reading.reader().look().close();

      store.put(old.replace(".parquet", "moved.parquet"), store.get(old).orElseThrow());
      store.delete(List.of(old));

      try (Snapshot snapshot = reading.reader().open(0, 2000)) {
        assertThat(snapshot.series(List.of()))
            .extracting(StoredSeries::labels)
            .containsExactly(UP_A, UP_B);
      }
    }
  }

  @Test
  void matchersSelectSeries() throws Exception {
    try (Bucket bucket = open()) {
      write(bucket, UP_A, 1000);
      write(bucket, UP_B, 1000);
      write(bucket, LOAD, 1000);

      try (Snapshot snapshot = bucket.reader().open(0, 2000)) {
        assertThat(
                snapshot.series(
                    List.of(
                        LabelMatcher.equal("__name__", "up"),
                        new LabelMatcher("instance", LabelMatcher.Type.REGEX, "b|c"))))
            .extracting(StoredSeries::labels)
            .containsExactly(UP_B);
        assertThat(snapshot.series(List.of(LabelMatcher.equal("instance", "a"))))
            .extracting(StoredSeries::labels)
            .containsExactly(LOAD, UP_A);
      }
    }
  }

  @Test
  void matchersMeetSeriesWithoutTheLabelAndThoseThatComeLater() throws Exception {
    LabelSet bare = LabelSet.of("__name__", "up");
    try (Bucket bucket = open()) {
      write(bucket, UP_B, 1000);
      write(bucket, bare, 1000);
      assertThat(selected(bucket, "up", LabelMatcher.Type.NOT_EQUAL, "b")).containsExactly(bare);
      assertThat(selected(bucket, "up", LabelMatcher.Type.EQUAL, "")).containsExactly(bare);

      write(bucket, UP_A, 1000);
      assertThat(selected(bucket, "up", LabelMatcher.Type.NOT_EQUAL, "b"))
          .containsExactly(bare, UP_A);
      assertThat(selected(bucket, "up", LabelMatcher.Type.NOT_REGEX, ".+")).containsExactly(bare);
      assertThat(selected(bucket, "up", LabelMatcher.Type.REGEX, ".+")).containsExactly(UP_A, UP_B);
      assertThat(selected(bucket, "down", LabelMatcher.Type.REGEX, ".*")).isEmpty();
    }
  }

  @Test
  void twoNamesAtOnceAreNone() throws Exception {
    try (Bucket bucket = open()) {
      write(bucket, UP_A, 1000);
      write(bucket, LOAD, 1000);
      assertThat(selected(bucket, "up", "__name__", LabelMatcher.Type.EQUAL, "load")).isEmpty();
      assertThat(selected(bucket, "up", "__name__", LabelMatcher.Type.EQUAL, "up"))
          .containsExactly(UP_A);
      assertThat(selected(bucket, "up", "__name__", LabelMatcher.Type.NOT_EQUAL, "up")).isEmpty();
    }
  }

  private static List<LabelSet> selected(
      Bucket bucket, String metric, LabelMatcher.Type type, String instance) throws IOException {
    return selected(bucket, metric, "instance", type, instance);
  }

  private static List<LabelSet> selected(
      Bucket bucket, String metric, String label, LabelMatcher.Type type, String value)
      throws IOException {
    try (Snapshot snapshot = bucket.reader().open(0, 2000)) {
      return snapshot
          .series(
              List.of(LabelMatcher.equal("__name__", metric), new LabelMatcher(label, type, value)))
          .stream()
          .map(StoredSeries::labels)
          .toList();
    }
  }

  @Test
  void objectsOutsideOfTheRangeAreLeftOut() throws Exception {
    try (Bucket bucket = open()) {
      write(bucket, UP_A, 1000);
      write(bucket, UP_B, 5000);

      try (Snapshot snapshot = bucket.reader().open(4000, 6000)) {
        assertThat(snapshot.series(List.of()))
            .extracting(StoredSeries::labels)
            .containsExactly(UP_B);
        assertThat(snapshot.outlines(0, 2000)).isEmpty();
      }
    }
  }
}
