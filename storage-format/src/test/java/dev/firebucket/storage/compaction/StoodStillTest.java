package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogChange;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.catalog.CommitOutcome;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process stands still between two requests, for longer than a grace period: a machine sleeps, a
/// function is frozen. What the simulation of all actors found, in its smallest histories.
class StoodStillTest {
  private static final Duration STILL = Duration.ofMinutes(20);

  @TempDir Path work;
  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));
  private final MemoryObjectStore store = new MemoryObjectStore(clock);
  private long names;

  @Test
  void whatACommitConsumedThatCameLateStandsForAGracePeriodAfterIt() throws Exception {
    write();
    Compactor late =
        compactor(
            new ForwardingStore(store) {
              @Override
              public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
                clock.advance(STILL);
                return super.putIfAbsent(key, body);
              }
            });
    late.compact(clock.instant());

    compactor(store).compact(clock.instant());
    assertThat(store.list(StorageLayout.TAIL))
        .as("a reader may have read the catalog a moment ago, and list the tail now")
        .hasSize(1);

    clock.advance(Duration.ofMinutes(15));
    compactor(store).compact(clock.instant());
    assertThat(store.list(StorageLayout.TAIL)).isEmpty();
  }

  @Test
  void aCommitThatStoodStillIsGivenUp() throws Exception {
    write();
    Set<String> fresh = Set.of(store.list(StorageLayout.TAIL).getFirst().key());
    ObjectStore slow =
        new ForwardingStore(store) {
          @Override
          public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
            List<ObjectSummary> listed = super.list(prefix, startAfter);
            clock.advance(STILL);
            return listed;
          }
        };

    CommitOutcome outcome =
        new CatalogStore(slow, clock)
            .commit(CatalogChange.replace(fresh, List.of()), "slow", clock.instant());

    assertThat(outcome).isInstanceOf(CommitOutcome.Conflict.class);
    assertThat(store.list(StorageLayout.CATALOG)).isEmpty();
  }

  @Test
  void aCompactorThatWasOvertakenWhileItMergedGivesUp() throws Exception {
    write();
    write();
    ObjectStore overtaken =
        new ForwardingStore(store) {
          private boolean first = true;

          @Override
          public boolean download(String key, Path target) throws IOException {
            boolean there = super.download(key, target);
            if (first) {
              first = false;
              compactAndSweep();
            }
            return there;
          }
        };

    CompactionReport report = compactor(overtaken).compact(clock.instant());

    assertThat(report.problems()).singleElement().asString().contains("was abandoned");
    assertThat(new CatalogStore(store, clock).newest().files()).hasSize(1);
  }

  @Test
  void whatRetentionDropsAtTheEndOfALongRunStandsForAGracePeriodFromThen() throws Exception {
    write();
    compactor(store).compact(clock.instant());
    clock.advance(Duration.ofDays(2));
    write();
    compactor(store).compact(clock.instant());
    ObjectStore slow =
        new ForwardingStore(store) {
          @Override
          public List<ObjectSummary> list(String prefix) throws IOException {
            clock.advance(Duration.ofMinutes(4));
            return super.list(prefix);
          }
        };

    Instant began = clock.instant();

    compactor(slow, new RetentionPolicy(Duration.ofDays(1), 0, List.of())).compact(began);

    assertThat(new CatalogStore(store, clock).newest().removed())
        .filteredOn(object -> object.key().startsWith(StorageLayout.SAMPLES))
        .singleElement()
        .satisfies(
            object -> assertThat(object.removedAt()).isAfter(began.plus(Duration.ofMinutes(7))));
  }

  @Test
  void anEmptyStoreMakesNothingOldThatOthersStoreMeanwhile() throws Exception {
    RetentionRule rule =
        new RetentionRule(List.of(LabelMatcher.equal(LabelSet.NAME, "up")), Duration.ofHours(8));
    ObjectStore overtaken =
        new ForwardingStore(store) {
          @Override
          public Optional<byte[]> get(String key) throws IOException {
            if (key.startsWith(StorageLayout.STATE)) {
              // It has seen an empty store, and looks now at which files its rules mean.
              write();
              compactor(store).compact(clock.instant());
            }
            return super.get(key);
          }
        };

    compactor(overtaken, new RetentionPolicy(Duration.ZERO, 0, List.of(rule)))
        .compact(clock.instant());

    assertThat(new CatalogStore(store, clock).newest().files()).hasSize(1);
  }

  @Test
  void aReaderThatStoodStillBetweenCatalogAndTailLooksAgain() throws Exception {
    write();
    ObjectStore overtaken =
        new ForwardingStore(store) {
          private boolean first = true;

          @Override
          public List<ObjectSummary> list(String prefix) throws IOException {
            if (first && prefix.equals(StorageLayout.TAIL)) {
              first = false;
              compactAndSweep();
            }
            return super.list(prefix);
          }
        };
    try (Bucket bucket =
            Bucket.on(
                overtaken,
                BucketOptions.defaults()
                    .withClock(clock)
                    .withCache(new ReadCache(work.resolve("cache"), 1 << 20, 1 << 20)));
        Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertThat(snapshot.series(List.of())).hasSize(1);
    }
  }

  /// Meanwhile another compactor takes in what is there, and deletes it when its time has come.
  private void compactAndSweep() {
    try {
      compactor(store).compact(clock.instant());
      clock.advance(STILL);
      compactor(store).compact(clock.instant());
      assertThat(store.list(StorageLayout.TAIL)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    try (Bucket bucket = Bucket.on(store, BucketOptions.defaults().withClock(clock))) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "up"), clock.millis(), 1);
      bucket.writer().write(batch);
    }
  }

  private Compactor compactor(ObjectStore client) {
    return compactor(client, RetentionPolicy.NONE);
  }

  private Compactor compactor(ObjectStore client, RetentionPolicy retention) {
    return new Compactor(
        client,
        new CatalogStore(client, clock),
        CompactionPolicy.EAGER,
        new MergeResources(128L << 20, 1, work),
        clock,
        () -> "u" + names++,
        () -> retention);
  }
}
