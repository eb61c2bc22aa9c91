package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import java.io.IOException;
import java.nio.file.Path;
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
        assertThat(snapshot.files(0, 2000))
            .singleElement()
            .satisfies(file -> assertThat(file.path()).exists())
            .satisfies(file -> assertThat(file.rows()).isEqualTo(1));
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
  void objectsOutsideOfTheRangeAreLeftOut() throws Exception {
    try (Bucket bucket = open()) {
      write(bucket, UP_A, 1000);
      write(bucket, UP_B, 5000);

      try (Snapshot snapshot = bucket.reader().open(4000, 6000)) {
        assertThat(snapshot.series(List.of()))
            .extracting(StoredSeries::labels)
            .containsExactly(UP_B);
        assertThat(snapshot.files(0, 2000)).isEmpty();
      }
    }
  }
}
