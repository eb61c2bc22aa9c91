package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.StoredSamples;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Retention and deletions meet files that cannot be read: now, or at all.
class OutOfReachTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final LabelMatcher DEBUG = LabelMatcher.equal("job", "debug");
  private static final RetentionPolicy NO_DEBUG =
      new RetentionPolicy(
          Duration.ZERO, 0, List.of(new RetentionRule(List.of(DEBUG), Duration.ofDays(2))));

  @TempDir Path directory;
  private final TestClock clock = new TestClock(NOON);
  private Bucket bucket;

  /// Ten samples of each of two jobs in one file, older than the rule allows; another of today.
  @BeforeEach
  void fill() throws IOException {
    bucket = on(null);
    SampleBatch batch = new SampleBatch();
    for (int second = 0; second < 10; second++) {
      long millis = NOON.minus(Duration.ofDays(5)).plusSeconds(second).toEpochMilli();
      batch.append(LabelSet.of("__name__", "up", "job", "api"), millis, 1);
      batch.append(LabelSet.of("__name__", "up", "job", "debug"), millis, 2);
    }
    batch.append(LabelSet.of("__name__", "up", "job", "api"), NOON.toEpochMilli(), 1);
    bucket.writer().write(batch);
    var _ = bucket.compactor(CompactionPolicy.EAGER).compact(clock.instant());
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private Bucket on(@Nullable ObjectStore store) throws IOException {
    BucketOptions options = BucketOptions.defaults().withClock(clock);
    return store == null ? Bucket.open(directory.toString(), options) : Bucket.on(store, options);
  }

  private CatalogFile file() throws IOException {
    return bucket.catalogs().newest().files().getFirst();
  }

  private CompactionReport retain(Bucket by) throws IOException {
    return by.compactor(CompactionPolicy.EAGER, () -> NO_DEBUG).compact(clock.instant());
  }

  private DeletionReport delete(Bucket by) throws IOException {
    return by.compactor(CompactionPolicy.EAGER)
        .delete(new Deletion(List.of(List.of(DEBUG)), 0, Long.MAX_VALUE, clock.instant()));
  }

  private long debugSamples() throws Exception {
    return StoredSamples.all(bucket.reader()).stream()
        .filter(line -> line.contains("\"debug\""))
        .count();
  }

  /// Flips a bit in the middle of an object; returns what it was.
  private byte[] damage(String key) throws IOException {
    Path path = directory.resolve(key);
    byte[] sound = Files.readAllBytes(path);
    byte[] damaged = sound.clone();
    damaged[damaged.length / 3] ^= 1;
    Files.write(path, damaged);
    return sound;
  }

  /// As a bucket that answers 503 to every GET of some objects.
  private ObjectStore refusing(String prefix) {
    return new ForwardingStore(bucket.store()) {
      @Override
      public Optional<Path> localFile(String key) {
        return Optional.empty();
      }

      @Override
      public boolean hasLocalFiles() {
        return false;
      }

      @Override
      public boolean download(String key, Path target) throws IOException {
        if (key.startsWith(prefix)) {
          throw new ObjectStoreException("the store answers 503 for " + key);
        }
        return super.download(key, target);
      }
    };
  }

  @Test
  void retentionLooksAgainAtAFileThatTheStoreRefusedOnce() throws Exception {
    try (Bucket refused = on(refusing(file().seriesKey()))) {
      assertThat(retain(refused).problems())
          .singleElement()
          .asString()
          .contains(file().key(), "now", "503")
          .doesNotContain("remove it");
    }

    assertThat(retain(bucket).rewrittenFiles()).isEqualTo(1);
    assertThat(debugSamples()).isZero();
  }

  @Test
  void retentionLooksAgainAtAFileThatCouldNotBeRewritten() throws Exception {
    try (Bucket refused = on(refusing("samples/"))) {
      assertThat(retain(refused).problems()).singleElement().asString().contains("503");
    }

    assertThat(retain(bucket).rewrittenFiles()).isEqualTo(1);
    assertThat(debugSamples()).isZero();
  }

  @Test
  void retentionLooksAgainAtAFileThatHasBeenRestored() throws Exception {
    String key = file().key();
    byte[] sound = damage(key);
    assertThat(retain(bucket).problems()).singleElement().asString().contains(key, "checksum");
    Files.write(directory.resolve(key), sound);

    assertThat(retain(bucket).rewrittenFiles()).isEqualTo(1);
    assertThat(debugSamples()).isZero();
  }

  @Test
  void aDeletionThatTheStoreRefusesIsFinishedLaterAndNobodyIsToldToRemoveAGoodFile()
      throws Exception {
    try (Bucket refused = on(refusing(file().seriesKey()))) {
      assertThat(delete(refused).problems())
          .singleElement()
          .asString()
          .contains(file().key(), "503")
          .doesNotContain("remove it");
    }

    assertThat(bucket.compactor(CompactionPolicy.EAGER).finishDeletions())
        .singleElement()
        .satisfies(done -> assertThat(done.samples()).isEqualTo(10));
    assertThat(debugSamples()).isZero();
  }

  @Test
  void aDamagedSeriesFileBesideSoundSamplesBlocksNoDeletion() throws Exception {
    var _ = damage(file().seriesKey());

    DeletionReport report = delete(bucket);

    assertThat(report.problems()).isEmpty();
    assertThat(report.samples()).isEqualTo(10);
    assertThat(debugSamples()).isZero();
  }

  @Test
  void samplesThatCouldNotBeRewrittenAreNotCountedAsDeleted() throws Exception {
    String key = file().key();
    byte[] sound = damage(key);

    DeletionReport report = delete(bucket);

    assertThat(report.problems()).singleElement().asString().contains(key);
    assertThat(report.files()).isZero();
    assertThat(report.samples()).isZero();
    Files.write(directory.resolve(key), sound);
    assertThat(debugSamples()).isEqualTo(10);
  }

  @Test
  void aFreshObjectThatCannotBeReadNowIsNamedAndCountsAsWaiting() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "up"), NOON.toEpochMilli(), 1);
    bucket.writer().write(batch);
    String key = bucket.store().list("tail/").getLast().key();
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    ObjectStore looping =
        new ForwardingStore(bucket.store()) {
          @Override
          public Optional<Path> localFile(String asked) {
            return asked.equals(key) ? Optional.of(loop) : super.localFile(asked);
          }
        };

    try (Bucket stuck = on(looping)) {
      CompactionReport report = stuck.compactor(CompactionPolicy.EAGER).compact(clock.instant());

      assertThat(report.problems()).singleElement().asString().contains(key);
      assertThat(report.tailLeft()).isEqualTo(1);
    }
  }
}
