package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one fault does to the rest of a run of compaction.
class CompactionFaultsTest {
  private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /// Takes fresh objects in and merges no files.
  private static final CompactionPolicy TAKE_IN =
      new CompactionPolicy(
          1,
          Duration.ZERO,
          1000,
          1 << 20,
          1000,
          Duration.ofDays(9),
          1,
          Duration.ZERO,
          1 << 20,
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofHours(1));

  private static final CompactionPolicy ONE_BY_ONE =
      new CompactionPolicy(
          1,
          Duration.ZERO,
          1,
          1 << 20,
          1000,
          Duration.ofDays(9),
          1,
          Duration.ZERO,
          1 << 20,
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofHours(1));

  @TempDir Path directory;
  private final TestClock clock = new TestClock(NOON);
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket = Bucket.open(directory.toString(), BucketOptions.defaults().withClock(clock));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private void write(Instant at, int samples) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < samples; i++) {
      batch.append(UP, at.plusSeconds(i).toEpochMilli(), Math.sqrt(i) * 0.7);
    }
    bucket.writer().write(batch);
  }

  private List<String> tail() throws IOException {
    return bucket.store().list(StorageLayout.TAIL).stream().map(ObjectSummary::key).toList();
  }

  @Test
  void aFlippedBitIsAProblemAndNeverWrittenAnew() throws Exception {
    write(NOON, 5000);
    String key = tail().getFirst();
    Path file = directory.resolve(key);
    byte[] bytes = Files.readAllBytes(file);
    // Values of no pattern are nearly all of the file.
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    CompactionReport report = bucket.compactor(CompactionPolicy.EAGER).compact(NOON);

    assertThat(report.problems()).singleElement().asString().contains(key).contains("checksum");
    assertThat(bucket.catalogs().newest().files()).isEmpty();
    assertThat(tail()).containsExactly(key);
  }

  @Test
  void aMergeThatFailsKeepsNeitherOtherDaysNorTheSweepFromTheirTurn() throws Exception {
    Instant dayBefore = NOON.minus(Duration.ofDays(1));
    for (Instant at : List.of(dayBefore, NOON, dayBefore.plusSeconds(5), NOON.plusSeconds(5))) {
      write(at, 9);
      bucket.compactor(TAKE_IN).compact(clock.instant());
    }
    clock.advance(Duration.ofDays(2));
    ForwardingStore full =
        new ForwardingStore(bucket.store()) {
          @Override
          public void upload(String key, Path source) throws IOException {
            if (key.contains("date=2026-11-21")) {
              throw new IOException("No space left on device");
            }
            super.upload(key, source);
          }
        };

    CompactionReport report =
        Bucket.on(full, BucketOptions.defaults().withClock(clock))
            .compactor(CompactionPolicy.EAGER)
            .compact(clock.instant());

    assertThat(report.problems())
        .singleElement()
        .asString()
        .contains("2 files of 2026-11-21 could not be merged: No space left on device");
    assertThat(bucket.catalogs().newest().files())
        .extracting(file -> file.date().toString())
        .containsExactly("2026-11-21", "2026-11-21", "2026-11-22");
    assertThat(tail()).isEmpty();
  }

  @Test
  void freshObjectsThatCannotBeTakenInWaitAndTheSweepHasItsTurn() throws Exception {
    write(NOON, 9);
    bucket.compactor(TAKE_IN).compact(clock.instant());
    write(NOON.plusSeconds(60), 9);
    clock.advance(Duration.ofHours(1));
    ForwardingStore full =
        new ForwardingStore(bucket.store()) {
          @Override
          public void upload(String key, Path source) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    CompactionReport report =
        Bucket.on(full, BucketOptions.defaults().withClock(clock))
            .compactor(CompactionPolicy.EAGER)
            .compact(clock.instant());

    assertThat(report.problems())
        .singleElement()
        .asString()
        .contains("1 fresh objects could not be merged");
    assertThat(report.deletedObjects()).isEqualTo(1);
    assertThat(tail()).hasSize(1);
  }

  @Test
  void nothingIsTakenInPastAFreshObjectThatCouldNotBe() throws Exception {
    write(NOON, 9);
    write(NOON.plusSeconds(60), 9);
    ForwardingStore failing =
        new ForwardingStore(bucket.store()) {
          private int uploads;

          @Override
          public void upload(String key, Path source) throws IOException {
            if (key.startsWith(StorageLayout.SERIES) && ++uploads == 2) {
              write(NOON.plusSeconds(120), 9);
              throw new IOException("no answer came");
            }
            super.upload(key, source);
          }
        };

    CompactionReport report =
        Bucket.on(failing, BucketOptions.defaults().withClock(clock))
            .compactor(ONE_BY_ONE)
            .compact(clock.instant());

    assertThat(report.problems()).singleElement().asString().contains("no answer came");
    assertThat(report.tailObjects())
        .as("what was written later is not taken in before: it would lose to it")
        .isEqualTo(1);
  }

  @Test
  void aTaskTakesSourcesThatTheDiskHasRoomForTwiceAndTwoAtLeast() throws Exception {
    for (int second = 0; second < 4; second++) {
      write(NOON.plusSeconds(second), 9);
      bucket.compactor(TAKE_IN).compact(clock.instant());
    }
    List<CatalogFile> files = bucket.catalogs().newest().files();
    CompactionTask task =
        new CompactionTask.Merge(LocalDate.parse("2026-11-22"), files, FileLevel.DAY);
    long three = files.stream().limit(3).mapToLong(CatalogFile::bytes).sum();

    assertThat(task.within(Long.MAX_VALUE).sources()).hasSize(4);
    assertThat(task.within(2 * three).sources()).hasSize(3);
    assertThat(task.within(2 * three - 2).sources()).hasSize(2);
    assertThat(task.within(0).sources()).hasSize(2);
  }

  @Test
  void foldersThatEndedProcessesLeftAreDeletedAndThoseInUseAreNot() throws Exception {
    Path work = directory.resolve("work");
    Path ofEnded = Files.createDirectories(work.resolve("firebucket-merge-999999999-1"));
    Files.write(ofEnded.resolve("source-0.parquet"), new byte[9]);
    Path old = Files.createDirectories(work.resolve("firebucket-merge-12345678901"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path young = Files.createDirectories(work.resolve("firebucket-merge-12345678902"));
    Path other = Files.createDirectories(work.resolve("something-else"));

    try (Workshop first = Workshop.open(bucket.store(), work);
        Workshop second = Workshop.open(bucket.store(), work)) {
      assertThat(first.file("a").getParent()).exists();
      assertThat(second.file("a").getParent()).exists();
      assertThat(ofEnded).doesNotExist();
      assertThat(old).doesNotExist();
      assertThat(young).exists();
      assertThat(other).exists();
    }
  }
}
