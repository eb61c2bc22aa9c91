package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.catalog.RemovedObject;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.StoredSamples;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What compaction does to a store in a directory.
class CompactorTest {
  private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node", "instance", "a");
  private static final LabelSet ODD =
      LabelSet.of("__name__", "odd", "text", "a \"quoted\" \\ line\nand ü 🔥", "job", "node");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

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

  private void write(LabelSet labels, Instant at, double value) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(labels, at.toEpochMilli(), value);
    bucket.writer().write(batch);
  }

  private CompactionReport compact(CompactionPolicy policy) throws IOException {
    return bucket.compactor(policy).compact(clock.instant());
  }

  private List<CatalogFile> files() throws IOException {
    return bucket.catalogs().newest().files();
  }

  @Test
  void freshObjectsBecomeOneFileAndEverySampleStays() throws Exception {
    List<String> before;
    for (int i = 0; i < 30; i++) {
      write(UP, NOON.plusSeconds(i), i);
      write(ODD, NOON.plusSeconds(i), i == 29 ? StaleMarker.VALUE : -i);
    }
    before = StoredSamples.all(bucket.reader());

    CompactionReport report = compact(CompactionPolicy.EAGER);

    assertThat(report.tailObjects()).isEqualTo(60);
    assertThat(report.tailLeft()).isZero();
    assertThat(report.samplesWritten()).isEqualTo(60);
    assertThat(report.problems()).isEmpty();
    assertThat(StoredSamples.all(bucket.reader())).isEqualTo(before).hasSize(60);
    assertThat(files())
        .singleElement()
        .satisfies(file -> assertThat(file.date()).isEqualTo(LocalDate.parse("2026-11-22")))
        .satisfies(file -> assertThat(file.rows()).isEqualTo(60));
  }

  @Test
  void theSeriesOfACompactedFileAreThoseOfItsSamples() throws Exception {
    write(UP, NOON, 1);
    write(ODD, NOON, 2);
    compact(CompactionPolicy.EAGER);

    try (Bucket other = Bucket.open(directory.toString(), BucketOptions.defaults());
        Snapshot snapshot = other.reader().open(NOON.toEpochMilli(), NOON.toEpochMilli())) {
      assertThat(snapshot.series(List.of()))
          .extracting(StoredSeries::labels)
          .containsExactly(ODD, UP);
      assertThat(snapshot.series(List.of(LabelMatcher.equal("__name__", "up"))))
          .extracting(StoredSeries::labels)
          .containsExactly(UP);
    }
  }

  @Test
  void aSeriesFileThatIsMissingIsMadeUpForFromTheSamples() throws Exception {
    write(UP, NOON, 1);
    compact(CompactionPolicy.EAGER);
    Files.delete(directory.resolve(files().getFirst().seriesKey()));

    try (Bucket other = Bucket.open(directory.toString(), BucketOptions.defaults());
        Snapshot snapshot = other.reader().open(NOON.toEpochMilli(), NOON.toEpochMilli())) {
      assertThat(snapshot.series(List.of())).extracting(StoredSeries::labels).containsExactly(UP);
    }
  }

  @Test
  void lateAndBackfilledSamplesLandInTheirOwnDay() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(UP, Instant.parse("2026-11-22T00:00:00Z").toEpochMilli(), 1);
    batch.append(UP, Instant.parse("2026-11-21T23:59:59.999Z").toEpochMilli(), 2);
    batch.append(UP, Instant.parse("1969-12-31T23:59:59.999Z").toEpochMilli(), 3);
    bucket.writer().write(batch);

    compact(CompactionPolicy.EAGER);

    assertThat(files())
        .extracting(CatalogFile::date)
        .containsExactly(
            LocalDate.parse("1969-12-31"),
            LocalDate.parse("2026-11-21"),
            LocalDate.parse("2026-11-22"));
    assertThat(StoredSamples.all(bucket.reader())).hasSize(3);
  }

  @Test
  void ofSamplesThatStandTwiceTheLaterWrittenStays() throws Exception {
    write(UP, NOON, 1);
    write(UP, NOON.plusSeconds(1), 5);
    write(UP, NOON, 2);
    compact(CompactionPolicy.EAGER);
    write(UP, NOON.plusSeconds(1), 6);
    compact(CompactionPolicy.EAGER);

    assertThat(StoredSamples.all(bucket.reader()))
        .containsExactly(
            "up{\"instance\":\"a\",\"job\":\"node\"} @" + NOON.toEpochMilli() + " 2.0",
            "up{\"instance\":\"a\",\"job\":\"node\"} @" + (NOON.toEpochMilli() + 1000) + " 6.0");
  }

  @Test
  void sourcesAreDeletedAfterTheGracePeriodAndNotBefore() throws Exception {
    write(UP, NOON, 1);
    write(UP, NOON.plusSeconds(1), 2);
    compact(CompactionPolicy.EAGER);

    clock.advance(Duration.ofMinutes(14));
    compact(CompactionPolicy.EAGER);
    assertThat(bucket.store().list(StorageLayout.TAIL)).hasSize(2);

    clock.advance(Duration.ofMinutes(2));
    CompactionReport report = compact(CompactionPolicy.EAGER);
    assertThat(report.deletedObjects()).isEqualTo(2);
    assertThat(bucket.store().list(StorageLayout.TAIL)).isEmpty();
    assertThat(bucket.catalogs().newest().removed()).isEmpty();
    assertThat(StoredSamples.all(bucket.reader())).hasSize(2);
  }

  @Test
  void theGracePeriodBeginsWithTheCommitHoweverLongTheRunTook() throws Exception {
    ForwardingStore slow =
        new ForwardingStore(bucket.store()) {
          @Override
          public void upload(String key, Path source) throws IOException {
            clock.advance(Duration.ofMinutes(3));
            super.upload(key, source);
          }
        };
    write(UP, NOON, 1);
    Bucket.on(slow, BucketOptions.defaults().withClock(clock))
        .compactor(CompactionPolicy.EAGER)
        .compact(NOON);

    assertThat(bucket.catalogs().newest().removed())
        .extracting(RemovedObject::removedAt)
        .containsExactly(NOON.plus(Duration.ofMinutes(6)));
    clock.advance(Duration.ofMinutes(14));
    compact(CompactionPolicy.EAGER);
    assertThat(bucket.store().list(StorageLayout.TAIL)).hasSize(1);
  }

  @Test
  void aQueryThatBeganBeforeTheSourcesWereDeletedIsAnsweredAllTheSame() throws Exception {
    write(UP, NOON, 1);
    try (Bucket other = Bucket.open(directory.toString(), BucketOptions.defaults());
        Snapshot snapshot = other.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      compact(CompactionPolicy.EAGER);
      clock.advance(Duration.ofHours(1));
      compact(CompactionPolicy.EAGER);
      assertThat(bucket.store().list(StorageLayout.TAIL)).isEmpty();

      assertThat(snapshot.series(List.of())).hasSize(1);
      try (OpenFiles files =
          snapshot.open(snapshot.outlines(Long.MIN_VALUE, Long.MAX_VALUE), WantedRows.ALL)) {
        assertThat(files.paths()).singleElement().satisfies(file -> assertThat(file).exists());
      }
    }
  }

  @Test
  void theLadderEndsInOneFileForEachDay() throws Exception {
    for (int hour = 0; hour < 26; hour++) {
      write(UP, clock.instant(), hour);
      clock.advance(Duration.ofMinutes(30));
      write(UP, clock.instant(), hour + 0.5);
      clock.advance(Duration.ofMinutes(30));
      if (hour % 3 == 0) {
        compact(CompactionPolicy.GRADUAL);
      }
    }
    clock.advance(Duration.ofHours(24));
    compact(CompactionPolicy.GRADUAL);

    assertThat(files()).extracting(CatalogFile::level).containsOnly(FileLevel.DAY);
    assertThat(files()).hasSize(2);
    assertThat(StoredSamples.all(bucket.reader())).hasSize(52);
  }

  @Test
  void whatIsNotDueIsLeftAlone() throws Exception {
    write(UP, NOON, 1);

    CompactionReport report = compact(CompactionPolicy.GRADUAL);

    assertThat(report.tailObjects()).isZero();
    assertThat(report.tailLeft()).isEqualTo(1);
    assertThat(bucket.catalogs().newest().version()).isZero();
  }

  @Test
  void anObjectThatIsNoSamplesFileIsReportedAndTheRestGoesOn() throws Exception {
    write(UP, NOON, 1);
    String broken = "tail/20261122T115959000Z_1_2_3_broken.parquet";
    bucket.store().put(broken, "PAR1 this is none PAR1".getBytes(StandardCharsets.UTF_8));

    CompactionReport report = compact(CompactionPolicy.EAGER);

    assertThat(report.problems()).singleElement().asString().contains(broken);
    assertThat(report.tailObjects()).isEqualTo(1);
    assertThat(bucket.store().list(StorageLayout.TAIL))
        .extracting(ObjectSummary::key)
        .contains(broken);
  }

  @Test
  void filesThatNoVersionSpeaksOfAreSweptWhenTheyAreOld() throws Exception {
    String orphan = StorageLayout.samplesKey(LocalDate.parse("2026-11-22"), "orphan");
    bucket.store().put(orphan, new byte[] {1});
    Files.setLastModifiedTime(
        directory.resolve(orphan), FileTime.from(NOON.minus(Duration.ofHours(1))));

    compact(CompactionPolicy.EAGER);
    assertThat(bucket.store().get(orphan)).isPresent();

    clock.advance(Duration.ofHours(2));
    compact(CompactionPolicy.EAGER);
    assertThat(bucket.store().get(orphan)).isEmpty();
  }

  @Test
  void twoCompactorsAtOnceLoseNothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      write(UP, NOON.plusSeconds(i), i);
    }
    try (Bucket other =
        Bucket.open(directory.toString(), BucketOptions.defaults().withClock(clock))) {
      List<Thread> threads = new ArrayList<>();
      for (Bucket one : List.of(bucket, other)) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        one.compactor(CompactionPolicy.EAGER).compact(clock.instant());
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    assertThat(files()).hasSize(1);
    assertThat(StoredSamples.all(bucket.reader())).hasSize(20);
  }

  @Test
  void compactedFilesHaveTheTypesOfFreshOnesAndPlainSqlReadsTheFolder() throws Exception {
    write(UP, NOON, 1);
    write(UP, NOON.plusSeconds(1), 0);
    write(ODD, NOON.plusSeconds(1), StaleMarker.VALUE);
    String folder = "read_parquet('" + directory + "/samples/**/*.parquet')";
    String tail = "read_parquet('" + directory + "/tail/*.parquet')";
    List<String> fresh = StoredSamples.query("FROM (DESCRIBE SELECT * FROM " + tail + ")");

    compact(CompactionPolicy.EAGER);

    assertThat(StoredSamples.query("FROM (DESCRIBE SELECT * FROM " + folder + ") LIMIT 18"))
        .isEqualTo(fresh);
    assertThat(
            StoredSamples.query(
                "SELECT labels->>'job', date, avg(value) FROM "
                    + folder
                    + " WHERE metric = 'up' GROUP BY 1, 2"))
        .containsExactly("node|2026-11-22|0.5");
    assertThat(StoredSamples.query("SELECT labels->>'text' FROM " + folder + " WHERE stale"))
        .containsExactly(ODD.get("text"));
    assertThat(
            StoredSamples.query(
                "SELECT metric, labels->>'text', samples, epoch_ms(first_ts) FROM read_parquet('"
                    + directory
                    + "/series/**/*.parquet') WHERE metric = 'odd'"))
        .containsExactly("odd|" + ODD.get("text") + "|1|" + (NOON.toEpochMilli() + 1000));
  }

  @Test
  void nativeHistogramsAndStartTimestampsAreCompactedWithTheFloats() throws Exception {
    FloatHistogram histogram =
        new FloatHistogram(
            3,
            0.001,
            2,
            5,
            18.4,
            List.of(new Span(-2, 2)),
            new double[] {1, 2},
            List.of(),
            new double[0],
            new double[0],
            ResetHint.NOT_RESET);
    SampleBatch batch = new SampleBatch();
    batch.series(UP).append(NOON.toEpochMilli(), histogram, NOON.minusSeconds(9).toEpochMilli());
    batch.append(UP, NOON.plusSeconds(1).toEpochMilli(), 1);
    bucket.writer().write(batch);
    String columns = "epoch_ms(ts), epoch_ms(start_ts), value, COLUMNS('histogram.*')";
    List<String> fresh =
        StoredSamples.query(
            "SELECT " + columns + " FROM read_parquet('" + directory + "/tail/*.parquet')");

    compact(CompactionPolicy.EAGER);

    assertThat(
            StoredSamples.query(
                "SELECT "
                    + columns
                    + " FROM read_parquet('"
                    + directory
                    + "/samples/**/*.parquet')"))
        .isEqualTo(fresh)
        .hasSize(2);
  }

  @Test
  void manySeriesComeSortedByTheirLabels() throws Exception {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 3000; i++) {
      batch.append(LabelSet.of("__name__", "m" + i % 7, "n", "" + i), NOON.toEpochMilli(), i);
    }
    bucket.writer().write(batch);

    try (Bucket other = Bucket.open(directory.toString(), BucketOptions.defaults());
        Snapshot snapshot = other.reader().open(0, Long.MAX_VALUE)) {
      assertThat(snapshot.series(List.of()))
          .hasSize(3000)
          .isSortedAccordingTo(Comparator.comparing(StoredSeries::labels));
    }
  }
}
