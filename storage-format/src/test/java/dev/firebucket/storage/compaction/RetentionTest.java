package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.backup.StoreSnapshot;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import dev.firebucket.storage.testing.FaultStore;
import dev.firebucket.storage.testing.StoredSamples;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How samples go: by age, by size, by a rule, and because somebody deletes them.
class RetentionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS = 10;
  private static final LabelMatcher DEBUG = LabelMatcher.equal("job", "debug");

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

  private static LabelSet up(String job) {
    return LabelSet.of("__name__", "up", "job", job);
  }

  /// A sample an hour of two jobs, on ten days up to noon.
  private static void fill(Bucket bucket) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (Instant at = NOON.minus(DAY.multipliedBy(DAYS - 1));
        !at.isAfter(NOON);
        at = at.plus(Duration.ofHours(1))) {
      batch.append(up("api"), at.toEpochMilli(), 1);
      batch.append(up("debug"), at.toEpochMilli(), 2);
    }
    bucket.writer().write(batch);
  }

  private CompactionReport compact(RetentionPolicy policy) throws IOException {
    return bucket.compactor(CompactionPolicy.EAGER, () -> policy).compact(clock.instant());
  }

  private List<String> dates() throws IOException {
    return bucket.catalogs().newest().files().stream().map(file -> file.date().toString()).toList();
  }

  private List<String> samples() throws Exception {
    return StoredSamples.all(bucket.reader());
  }

  private long count(String job) throws Exception {
    return samples().stream().filter(line -> line.contains("\"" + job + "\"")).count();
  }

  private static RetentionPolicy days(int days) {
    return new RetentionPolicy(DAY.multipliedBy(days), 0, List.of());
  }

  @Test
  void everythingIsKeptUnlessSomebodySaysOtherwise() throws Exception {
    fill(bucket);
    clock.advance(DAY.multipliedBy(3650));

    compact(RetentionPolicy.NONE);

    assertThat(dates()).hasSize(DAYS);
  }

  @Test
  void daysThatAreTooOldAsAWholeAreDropped() throws Exception {
    fill(bucket);

    CompactionReport report = compact(days(3));

    assertThat(dates()).containsExactly("2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22");
    assertThat(report.droppedByAge()).isEqualTo(6);
    clock.advance(Duration.ofHours(2));
    compact(days(3));
    assertThat(bucket.store().list("samples/")).hasSize(4);
    assertThat(bucket.store().list("series/")).hasSize(4);
  }

  @Test
  void ageIsCountedFromTheNewestSample() throws Exception {
    fill(bucket);
    clock.advance(DAY.multipliedBy(100));

    compact(days(3));

    assertThat(dates()).hasSize(4);
  }

  @Test
  void aSampleFromTheFutureMakesNothingOld() throws Exception {
    fill(bucket);
    SampleBatch future = new SampleBatch();
    future.append(up("api"), NOON.plus(DAY.multipliedBy(1000)).toEpochMilli(), 1);
    bucket.writer().write(future);

    compact(days(3));

    assertThat(dates()).hasSize(5).contains("2026-11-19");
  }

  @Test
  void theOldestDaysAreDroppedWhenAllAreTooLarge() throws Exception {
    fill(bucket);
    compact(RetentionPolicy.NONE);
    List<CatalogFile> files = bucket.catalogs().newest().files();
    long four =
        files.reversed().stream()
            .limit(4)
            .mapToLong(file -> file.bytes() + file.seriesBytes())
            .sum();

    CompactionReport report = compact(new RetentionPolicy(Duration.ZERO, four, List.of()));

    assertThat(report.droppedBySize()).isEqualTo(6);
    assertThat(dates()).hasSize(4).contains("2026-11-22", "2026-11-19");
  }

  @Test
  void aRuleLetsItsSeriesGoAlone() throws Exception {
    fill(bucket);
    RetentionPolicy policy =
        new RetentionPolicy(
            Duration.ZERO, 0, List.of(new RetentionRule(List.of(DEBUG), DAY.multipliedBy(2))));

    CompactionReport first = compact(policy);
    CompactionReport second = compact(policy);

    assertThat(first.rewrittenFiles()).isEqualTo(7);
    assertThat(second.rewrittenFiles()).isZero();
    assertThat(dates()).hasSize(DAYS);
    assertThat(count("api")).isEqualTo(9 * 24 + 1);
    assertThat(count("debug")).isEqualTo(2 * 24 + 13);
  }

  private DeletionReport delete(Instant from, Instant to, LabelMatcher... matchers)
      throws IOException {
    return bucket
        .compactor(CompactionPolicy.GRADUAL)
        .delete(
            new Deletion(
                List.of(List.of(matchers)),
                from.toEpochMilli(),
                to.toEpochMilli(),
                clock.instant()));
  }

  @Test
  void deletedSamplesAreGoneFromAnswersAndFromTheBucket() throws Exception {
    fill(bucket);
    compact(RetentionPolicy.NONE);
    fill(bucket);
    Instant from = NOON.minus(DAY.multipliedBy(2));

    DeletionReport report = delete(from, NOON, DEBUG);

    assertThat(report.problems()).isEmpty();
    assertThat(report.samples()).isPositive();
    assertThat(samples())
        .filteredOn(line -> line.contains("\"debug\""))
        .noneMatch(line -> millis(line) >= from.toEpochMilli())
        .anyMatch(line -> millis(line) < from.toEpochMilli());
    compact(RetentionPolicy.NONE);
    clock.advance(Duration.ofHours(3));
    compact(RetentionPolicy.NONE);
    assertThat(count("api")).isEqualTo(9 * 24 + 1);
    assertThat(count("debug")).isEqualTo(7 * 24);
    assertThat(bucket.store().list("samples/")).hasSize(DAYS);
    assertThat(bucket.store().list("tail/")).isEmpty();
    assertThat(bucket.store().list("deletions/")).hasSize(2);
  }

  private static long millis(String line) {
    return Long.parseLong(line.replaceAll(".*@(-?\\d+).*", "$1"));
  }

  @Test
  void aDeletedSeriesIsNoLongerThere() throws Exception {
    fill(bucket);

    delete(Instant.EPOCH, NOON, DEBUG);

    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertThat(snapshot.series(List.of())).extracting("labels").containsExactly(up("api"));
    }
  }

  @Test
  void samplesThatComeLaterStay() throws Exception {
    fill(bucket);
    delete(Instant.EPOCH, NOON, DEBUG);
    SampleBatch late = new SampleBatch();
    late.append(up("debug"), NOON.minus(DAY).toEpochMilli(), 7);
    bucket.writer().write(late);

    bucket.compactor(CompactionPolicy.EAGER).finishDeletions();
    compact(RetentionPolicy.NONE);

    assertThat(count("debug")).isEqualTo(1);
  }

  @Test
  void whatMatchesNothingTouchesNothing() throws Exception {
    fill(bucket);
    compact(RetentionPolicy.NONE);
    List<CatalogFile> before = bucket.catalogs().newest().files();

    DeletionReport report = delete(Instant.EPOCH, NOON, LabelMatcher.equal("job", "none"));

    assertThat(report.files()).isZero();
    assertThat(bucket.catalogs().newest().files()).isEqualTo(before);
  }

  /// The deletion dies at each of its requests in turn; whatever is left of it is finished later.
  @Test
  void aDeletionThatDiedIsFinished() throws Exception {
    for (int requests = 1; requests < 90; requests += 4) {
      Path path = directory.resolve("died-" + requests);
      ObjectStore store = DirectoryObjectStore.open(path);
      try (Bucket living = Bucket.on(store, BucketOptions.defaults().withClock(clock))) {
        fill(living);
        living.compactor(CompactionPolicy.EAGER).compact(clock.instant());
        boolean died = false;
        try (Bucket dying =
            Bucket.on(
                new FaultStore(store, requests, requests % 8 == 1),
                BucketOptions.defaults().withClock(clock))) {
          dying.compactor(CompactionPolicy.GRADUAL).delete(everythingOfDebug());
        } catch (IOException e) {
          died = true;
        }
        boolean noted = !living.store().list("deletions/").isEmpty();

        living.compactor(CompactionPolicy.EAGER).compact(clock.instant());

        List<String> left = StoredSamples.all(living.reader());
        assertThat(left.stream().filter(line -> line.contains("\"api\"")).count())
            .isEqualTo(9 * 24 + 1);
        if (noted || !died) {
          assertThat(left)
              .as("died at request %d", requests)
              .noneMatch(l -> l.contains("\"debug\""));
        }
      }
    }
  }

  private Deletion everythingOfDebug() {
    return new Deletion(List.of(List.of(DEBUG)), 0, Long.MAX_VALUE, clock.instant());
  }

  @Test
  void aCompactorThatIsFasterDoesNotSaveTheSamples() throws Exception {
    fill(bucket);
    compact(RetentionPolicy.NONE);
    fill(bucket);
    FaultStore slow = new FaultStore(bucket.store(), Integer.MAX_VALUE, true);
    List<Integer> merged = new ArrayList<>();
    for (int request = 3; request < 40; request += 9) {
      try (Bucket other = Bucket.on(slow, BucketOptions.defaults().withClock(clock))) {
        slow.before(
            request,
            () -> {
              try {
                fill(bucket);
                merged.add(compact(RetentionPolicy.NONE).mergedFiles());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
        other.compactor(CompactionPolicy.GRADUAL).delete(everythingOfDebug());
      }
    }
    bucket.compactor(CompactionPolicy.EAGER).delete(everythingOfDebug());

    assertThat(merged).isNotEmpty();
    assertThat(count("debug")).isZero();
  }

  @Test
  void aSnapshotIsAStoreOfItsOwn() throws Exception {
    fill(bucket);
    compact(RetentionPolicy.NONE);
    SampleBatch fresh = new SampleBatch();
    fresh.append(up("fresh"), NOON.toEpochMilli(), 7);
    bucket.writer().write(fresh);
    StoreSnapshot snapshots = new StoreSnapshot(bucket.store(), bucket.catalogs());
    List<String> before = samples();

    String whole = snapshots.take(true, NOON, "a").name();
    String compacted = snapshots.take(false, NOON, "b").name();
    delete(Instant.EPOCH, NOON, LabelMatcher.equal("__name__", "up"));
    clock.advance(Duration.ofHours(3));
    compact(RetentionPolicy.NONE);

    assertThat(samples()).isEmpty();
    assertThat(of(whole)).isEqualTo(before);
    assertThat(of(compacted)).hasSize(before.size() - 1);
  }

  private List<String> of(String snapshot) throws Exception {
    try (Bucket copy =
        Bucket.open(
            directory.resolve("snapshots").resolve(snapshot).toString(),
            BucketOptions.defaults())) {
      return StoredSamples.all(copy.reader());
    }
  }

  @Test
  void policiesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new RetentionRule(List.of(), DAY)).hasMessageContaining("non-empty");
    assertThatThrownBy(() -> new RetentionRule(List.of(DEBUG), Duration.ZERO))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new RetentionPolicy(Duration.ZERO, -1, List.of()))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new Deletion(List.of(), 0, 1, NOON)).hasMessageContaining("no series");
  }
}
